/* SPDX-License-Identifier: MIT */
#include "emb_channel.h"

#include "emb_fixed_point.h"

int8_t emb_requantize_wild(int32_t sum, const emb_channel *channel, const emb_range *range)
{
#ifdef EMB_MULTIPLY_PARTS
    int32_t multiplier = channel->high * 0x10000 + channel->low;
#else
    int32_t multiplier = channel->multiplier;
#endif
    uint32_t accumulator = (uint32_t)sum - EMB_SPLIT + (uint32_t)channel->offset;
    return emb_requantize(
        (int32_t)accumulator, multiplier, channel->exponent, range->zero_point, range->minimum, range->maximum);
}
