/* SPDX-License-Identifier: MIT
 *
 * out[y, x, c] = requantize(bias[c] + sum over (fy, fx) of weight[fy, fx, c] (in[y s + fy - pad, x s + fx - pad, c / m] - zero point))
 * with m output channels per input channel. TensorFlow Lite reference/integer_ops/depthwise_conv.h; DepthwiseConv2D.cs.
 * With in-place mode 1, the rows under the filter are read from a ring of filter_height rows in scratch: input row y lies in slot
 * y mod filter_height, copied before the output reaches it.
 */
#include <string.h>

#include "emb_fixed_point.h"
#include "emb_internal.h"

/* Input row y, [input width, input channels]: in the arena, or its copy in scratch. */
static const int8_t *input_row(const emb_operator *op, const int8_t *arena, int32_t y)
{
    int32_t row = op->input.width * op->input.channels;
    return op->in_place == EMB_IN_PLACE_ROWS ? arena + op->scratch_offset + y % op->filter_height * row
                                             : arena + op->input.offset + y * row;
}

/* Sum over the window whose first tap is at (top, left), for one output channel; rows before bottom only. */
static uint32_t window_sum(
    const emb_operator *op, const int8_t *arena, int32_t top, int32_t bottom, int32_t left, int32_t out_c)
{
    int32_t in_channels = op->input.channels;
    int32_t out_channels = op->output.channels;
    int32_t first_y = top < 0 ? 0 : top;
    int32_t first_x = left < 0 ? 0 : left;
    int32_t end_x = left + op->filter_width < op->input.width ? left + op->filter_width : op->input.width;
    uint32_t sum = (uint32_t)op->bias[out_c];
    for (int32_t y = first_y; y < bottom; y++)
    {
        int32_t weight = ((y - top) * op->filter_width + first_x - left) * out_channels + out_c;
        const int8_t *row = input_row(op, arena, y);
        int32_t value = first_x * in_channels + out_c / op->depth_multiplier;
        for (int32_t x = first_x; x < end_x; x++)
        {
            sum += (uint32_t)(op->weights[weight] * (row[value] - op->input.zero_point));
            weight += out_channels;
            value += in_channels;
        }
    }

    return sum;
}

void emb_depthwise_conv2d(const emb_operator *op, int8_t *arena)
{
    const emb_tensor *input = &op->input;
    const emb_tensor *output = &op->output;
    int32_t in_row = input->width * input->channels;
    int32_t copied = 0; /* input rows already in scratch */
    for (int32_t step = 0; step < output->height; step++)
    {
        int32_t out_y = emb_row_at(op, step);
        int8_t *out = emb_out_row(op, arena, out_y);
        int32_t top = out_y * op->stride_y - op->pad_top;
        int32_t bottom = top + op->filter_height < input->height ? top + op->filter_height : input->height;
        for (; op->in_place == EMB_IN_PLACE_ROWS && copied < bottom; copied++)
        {
            int8_t *slot = arena + op->scratch_offset + copied % op->filter_height * in_row;
            memcpy(slot, arena + input->offset + copied * in_row, (size_t)in_row);
        }

        for (int32_t out_x = 0; out_x < output->width; out_x++)
        {
            int32_t left = out_x * op->stride_x - op->pad_left;
            for (int32_t out_c = 0; out_c < output->channels; out_c++)
            {
                uint32_t sum = window_sum(op, arena, top, bottom, left, out_c);
                *out++ = emb_requantize(
                    (int32_t)sum, op->multiplier[out_c], op->shift[out_c], output->zero_point, op->minimum, op->maximum);
            }
        }
    }
}
