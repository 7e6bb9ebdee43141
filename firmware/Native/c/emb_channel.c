/* SPDX-License-Identifier: MIT */
#include "emb_channel.h"

int emb_channels_are_tame(const emb_operator *op, int32_t taps)
{
    int tame = taps <= EMB_TAME_TAPS;
    for (int32_t channel = 0; tame && channel < op->output.channels; channel++)
    {
        int32_t bias = op->bias[channel];
        int32_t shift = op->shift[channel];
        tame = bias < EMB_TAME_BIAS && bias > -EMB_TAME_BIAS
            && ((shift < 0 && shift >= -EMB_TAME_SHIFT) || op->multiplier[channel] == 0);
    }

    return tame;
}
