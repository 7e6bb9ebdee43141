/* SPDX-License-Identifier: MIT
 *
 * out[p, o] = requantize(bias[o] + sum over i of weight[o, i] (in[p, i] - zero point)) for every pixel p.
 * The 1x1 convolution that mixes channels: five sixths of a MobileNet's work (Howard et al. 2017, table 2).
 */
#include "emb_dot.h"
#include "emb_fixed_point.h"
#include "emb_internal.h"

void emb_pointwise_conv2d(const emb_operator *op, int8_t *arena)
{
    const emb_tensor *output = &op->output;
    int32_t in_channels = op->input.channels;
    int32_t pixels = op->input.height * op->input.width;
    const int8_t *values = arena + op->input.offset;
    int8_t *out = arena + output->offset;
    for (int32_t pixel = 0; pixel < pixels; pixel++)
    {
        for (int32_t out_c = 0; out_c < output->channels; out_c++)
        {
            uint32_t sum = (uint32_t)op->bias[out_c]
                + emb_dot(values, op->input.zero_point, op->weights + out_c * in_channels, in_channels);
            *out++ = emb_requantize(
                (int32_t)sum, op->multiplier[out_c], op->shift[out_c], output->zero_point, op->minimum, op->maximum);
        }

        values += in_channels;
    }
}
