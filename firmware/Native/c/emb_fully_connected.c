/* SPDX-License-Identifier: MIT
 *
 * out[o] = requantize(bias[o] + sum over i of weight[o, i] (in[i] - zero point)) over the whole input.
 * TensorFlow Lite reference/integer_ops/fully_connected.h.
 */
#include "emb_dot.h"
#include "emb_fixed_point.h"
#include "emb_internal.h"

void emb_fully_connected(const emb_operator *op, int8_t *arena)
{
    const emb_tensor *output = &op->output;
    int32_t count = emb_values(&op->input);
    const int8_t *values = arena + op->input.offset;
    int8_t *out = arena + output->offset;
    for (int32_t out_c = 0; out_c < output->channels; out_c++)
    {
        uint32_t sum = (uint32_t)op->bias[out_c] + emb_dot(values, op->input.zero_point, op->weights + out_c * count, count);
        out[out_c] = emb_requantize(
            (int32_t)sum, op->multiplier[out_c], op->shift[out_c], output->zero_point, op->minimum, op->maximum);
    }
}
