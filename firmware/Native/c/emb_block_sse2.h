/* SPDX-License-Identifier: MIT
 *
 * The inner loop of emb_block.h for x86: eight taps at a time, exact, because pmaddwd adds its products in 32 bits.
 */
#ifndef EMB_BLOCK_SSE2_H
#define EMB_BLOCK_SSE2_H

#include <emmintrin.h>

#include "emb_block.h"

static inline int32_t add_lanes(__m128i lanes)
{
    lanes = _mm_add_epi32(lanes, _mm_shuffle_epi32(lanes, 0x4E));
    lanes = _mm_add_epi32(lanes, _mm_shuffle_epi32(lanes, 0xB1));
    return _mm_cvtsi128_si32(lanes);
}

/* Adds the products of whole groups. */
static inline void multiply_groups(const uint8_t *a, const uint8_t *b, const int16_t *weights, int32_t groups, emb_sums *sums)
{
    __m128i zero = _mm_setzero_si128();
    __m128i a0 = zero;
    __m128i a1 = zero;
    __m128i b0 = zero;
    __m128i b1 = zero;
    for (; groups > 0; groups--)
    {
        __m128i left = _mm_unpacklo_epi8(_mm_loadl_epi64((const __m128i *)a), zero);
        __m128i right = _mm_unpacklo_epi8(_mm_loadl_epi64((const __m128i *)b), zero);
        __m128i row0 = _mm_loadu_si128((const __m128i *)weights);
        __m128i row1 = _mm_loadu_si128((const __m128i *)(weights + EMB_GROUP));
        a0 = _mm_add_epi32(a0, _mm_madd_epi16(left, row0));
        a1 = _mm_add_epi32(a1, _mm_madd_epi16(left, row1));
        b0 = _mm_add_epi32(b0, _mm_madd_epi16(right, row0));
        b1 = _mm_add_epi32(b1, _mm_madd_epi16(right, row1));
        a += EMB_GROUP;
        b += EMB_GROUP;
        weights += 2 * EMB_GROUP;
    }

    sums->a0 += add_lanes(a0);
    sums->a1 += add_lanes(a1);
    sums->b0 += add_lanes(b0);
    sums->b1 += add_lanes(b1);
}

#endif
