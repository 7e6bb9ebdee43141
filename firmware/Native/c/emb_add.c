/* SPDX-License-Identifier: MIT
 *
 * out[i] = requantize(m1 (in1[i] - zero point 1) 2^20 + m2 (in2[i] - zero point 2) 2^20): both inputs are brought to one
 * scale, twice the larger of theirs, in which their sum cannot overflow. TensorFlow Lite reference/integer_ops/add.h.
 * Over one of its inputs, each value is read before its place is written.
 */
#include "emb_fixed_point.h"
#include "emb_internal.h"

#define UNIT (1 << 20) /* 20 more bits through the rounding of the two products: (q - zero point) 2^20 is below 2^28 */

void emb_add(const emb_operator *op, int8_t *arena)
{
    const int32_t *parameters = op->parameters;
    const int8_t *first = arena + op->input.offset;
    const int8_t *second = arena + op->input2.offset;
    int8_t *out = arena + op->output.offset;
    int32_t count = emb_values(&op->output);
    for (int32_t at = 0; at < count; at++)
    {
        int32_t sum = emb_multiply((first[at] - op->input.zero_point) * UNIT, parameters[0], parameters[1])
            + emb_multiply((second[at] - op->input2.zero_point) * UNIT, parameters[2], parameters[3]);
        out[at] = emb_requantize(sum, parameters[4], parameters[5], op->output.zero_point, op->minimum, op->maximum);
    }
}
