/* SPDX-License-Identifier: MIT
 *
 * out[y, x, c] = mean over the window's values inside the input, ties away from zero; scale and zero point do not change.
 * TensorFlow Lite reference/integer_ops/pooling.h.
 */
#include "emb_internal.h"

static int8_t rounded_mean(int32_t sum, int32_t count, const emb_operator *op)
{
    int32_t mean = (sum > 0 ? sum + count / 2 : sum - count / 2) / count;
    return (int8_t)(mean < op->minimum ? op->minimum : mean > op->maximum ? op->maximum : mean);
}

void emb_average_pool2d(const emb_operator *op, int8_t *arena)
{
    const emb_tensor *input = &op->input;
    const emb_tensor *output = &op->output;
    int32_t channels = input->channels;
    for (int32_t step = 0; step < output->height; step++)
    {
        int32_t out_y = emb_row_at(op, step);
        int8_t *out = emb_out_row(op, arena, out_y);
        int32_t top = out_y * op->stride_y - op->pad_top;
        int32_t first_y = top < 0 ? 0 : top;
        int32_t end_y = top + op->filter_height < input->height ? top + op->filter_height : input->height;
        for (int32_t out_x = 0; out_x < output->width; out_x++)
        {
            int32_t left = out_x * op->stride_x - op->pad_left;
            int32_t first_x = left < 0 ? 0 : left;
            int32_t end_x = left + op->filter_width < input->width ? left + op->filter_width : input->width;
            int32_t count = (end_y - first_y) * (end_x - first_x);
            for (int32_t channel = 0; channel < channels; channel++)
            {
                int32_t sum = 0; /* at most 255 255 128 */
                for (int32_t y = first_y; y < end_y; y++)
                {
                    const int8_t *row = arena + input->offset + y * input->width * channels + channel;
                    for (int32_t x = first_x; x < end_x; x++)
                    {
                        sum += row[x * channels];
                    }
                }

                *out++ = rounded_mean(sum, count, op);
            }
        }
    }
}
