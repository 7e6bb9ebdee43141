/* SPDX-License-Identifier: MIT
 *
 * The inner loop of emb_block.h in plain C: two loads of values, two of weights, four products a tap, all in registers.
 */
#ifndef EMB_BLOCK_PLAIN_H
#define EMB_BLOCK_PLAIN_H

#include "emb_block.h"
#include "emb_fence.h"

#define MULTIPLY_TAP(tap)                              \
    {                                                  \
        int32_t left = a[tap];                         \
        int32_t right = b[tap];                        \
        int32_t row0 = weights[tap];                   \
        int32_t row1 = weights[EMB_GROUP + (tap)];     \
        a0 += left * row0;                             \
        a1 += left * row1;                             \
        b0 += right * row0;                            \
        b1 += right * row1;                            \
        FENCE;                                         \
    }

/* Adds the products of whole groups. */
static inline void multiply_groups(const uint8_t *a, const uint8_t *b, const int16_t *weights, int32_t groups, emb_sums *sums)
{
    int32_t a0 = sums->a0;
    int32_t a1 = sums->a1;
    int32_t b0 = sums->b0;
    int32_t b1 = sums->b1;
    for (const uint8_t *end = a + groups * EMB_GROUP; a != end;)
    {
        MULTIPLY_TAP(0)
        MULTIPLY_TAP(1)
        MULTIPLY_TAP(2)
        MULTIPLY_TAP(3)
        MULTIPLY_TAP(4)
        MULTIPLY_TAP(5)
        MULTIPLY_TAP(6)
        MULTIPLY_TAP(7)
        a += EMB_GROUP;
        b += EMB_GROUP;
        weights += 2 * EMB_GROUP;
    }

    sums->a0 = a0;
    sums->a1 = a1;
    sums->b0 = b0;
    sums->b1 = b1;
}

#endif
