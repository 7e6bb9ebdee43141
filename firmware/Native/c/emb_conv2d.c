/* SPDX-License-Identifier: MIT
 *
 * out[y, x, o] = requantize(bias[o] + sum over (fy, fx, i) of weight[o, fy, fx, i] (in[y s + fy - pad, x s + fx - pad, i] - zero point))
 * over the taps inside the input: padding contributes real 0. NHWC activations, OHWI weights.
 * TensorFlow Lite reference/integer_ops/conv.h; Conv2D.cs.
 */
#include "emb_dot.h"
#include "emb_fixed_point.h"
#include "emb_internal.h"

void emb_conv2d(const emb_operator *op, int8_t *arena)
{
    const emb_tensor *input = &op->input;
    const emb_tensor *output = &op->output;
    int32_t in_channels = input->channels;
    int32_t row_length = op->filter_width * in_channels; /* weights of one filter row */
    for (int32_t step = 0; step < output->height; step++)
    {
        int32_t out_y = emb_row_at(op, step);
        int8_t *out = emb_out_row(op, arena, out_y);
        int32_t top = out_y * op->stride_y - op->pad_top;
        for (int32_t out_x = 0; out_x < output->width; out_x++)
        {
            int32_t left = out_x * op->stride_x - op->pad_left;
            int32_t first_x = left < 0 ? -left : 0; /* filter columns [first_x, end_x) lie inside the input */
            int32_t end_x = left + op->filter_width > input->width ? input->width - left : op->filter_width;
            int32_t taps = (end_x - first_x) * in_channels;
            int32_t filter = first_x * in_channels;
            for (int32_t out_c = 0; out_c < output->channels; out_c++)
            {
                uint32_t sum = (uint32_t)op->bias[out_c];
                for (int32_t filter_y = 0; filter_y < op->filter_height; filter_y++)
                {
                    int32_t y = top + filter_y;
                    if (y >= 0 && y < input->height)
                    {
                        const int8_t *values = arena + input->offset + (y * input->width + left + first_x) * in_channels;
                        sum += emb_dot(values, input->zero_point, op->weights + filter, taps);
                    }

                    filter += row_length;
                }

                *out++ = emb_requantize(
                    (int32_t)sum, op->multiplier[out_c], op->shift[out_c], output->zero_point, op->minimum, op->maximum);
            }
        }
    }
}
