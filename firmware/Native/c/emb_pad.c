/* SPDX-License-Identifier: MIT
 *
 * The input inside a frame of real zeros.
 */
#include <string.h>

#include "emb_internal.h"

void emb_pad(const emb_operator *op, int8_t *arena)
{
    const emb_tensor *input = &op->input;
    const emb_tensor *output = &op->output;
    int32_t in_row = input->width * input->channels;
    int32_t out_row = output->width * output->channels;
    int8_t *out = arena + output->offset;
    memset(out, input->zero_point, (size_t)emb_values(output));
    for (int32_t y = 0; y < input->height; y++)
    {
        int8_t *place = out + (y + op->pad_top) * out_row + op->pad_left * output->channels;
        memcpy(place, arena + input->offset + y * in_row, (size_t)in_row);
    }
}
