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
    for (int32_t step = 0; step < output->height; step++)
    {
        int32_t y = emb_row_at(op, step);
        const int8_t *values = arena + op->input.offset + y * op->input.width * in_channels;
        int8_t *out = emb_out_row(op, arena, y);
        for (int32_t x = 0; x < output->width; x++)
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
}
