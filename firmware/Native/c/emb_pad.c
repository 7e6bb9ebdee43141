/* SPDX-License-Identifier: MIT
 *
 * The input inside a frame of real zeros.
 */
#include <string.h>

#include "emb_internal.h"

void emb_pad(const emb_operator *op, int8_t *arena)
{
    const emb_tensor *input = &op->input;
    int32_t in_row = input->width * input->channels;
    int32_t out_row = op->output.width * op->output.channels;
    int32_t left = op->pad_left * op->output.channels;
    for (int32_t step = 0; step < op->output.height; step++)
    {
        int32_t out_y = emb_row_at(op, step);
        int32_t y = out_y - op->pad_top;
        int is_inside = y >= 0 && y < input->height;
        int32_t before = is_inside ? left : out_row; /* zeros before and behind the input's values */
        int32_t behind = is_inside ? out_row - left - in_row : 0;
        int8_t *out = emb_out_row(op, arena, out_y);
        memset(out, input->zero_point, (size_t)before);
        if (is_inside)
        {
            memmove(out + left, arena + input->offset + y * in_row, (size_t)in_row);
        }

        memset(out + out_row - behind, input->zero_point, (size_t)behind);
    }
}
