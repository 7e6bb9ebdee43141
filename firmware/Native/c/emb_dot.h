/* SPDX-License-Identifier: MIT
 *
 * Where the reference kernels' multiply-accumulates are.
 */
#ifndef EMB_DOT_H
#define EMB_DOT_H

#include <stdint.h>

/* Sum of weights[i] (values[i] - zero_point) over count neighbours, modulo 2^32. */
static inline uint32_t emb_dot(const int8_t *values, int32_t zero_point, const int8_t *weights, int32_t count)
{
    uint32_t sum = 0;
    for (int32_t index = 0; index < count; index++)
    {
        sum += (uint32_t)(weights[index] * (values[index] - zero_point));
    }

    return sum;
}

#endif
