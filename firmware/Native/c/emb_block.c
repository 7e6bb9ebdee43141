/* SPDX-License-Identifier: MIT
 *
 * The inner loop of the optimised convolutions (emb_block.h), in plain C and for SSE2.
 */
#include "emb_block.h"

#include "emb_fence.h"
#include "emb_word.h"

#if defined(__SSE2__) && !defined(EMB_PLAIN)
#include <emmintrin.h>
#endif

/* Sums of two windows and two rows. */
typedef struct
{
    int32_t a0;
    int32_t a1;
    int32_t b0;
    int32_t b1;
} window_sums;

#if defined(__SSE2__) && !defined(EMB_PLAIN)

static inline int32_t add_lanes(__m128i lanes)
{
    lanes = _mm_add_epi32(lanes, _mm_shuffle_epi32(lanes, 0x4E));
    lanes = _mm_add_epi32(lanes, _mm_shuffle_epi32(lanes, 0xB1));
    return _mm_cvtsi128_si32(lanes);
}

/* Adds the products of whole groups; a, b and weights move behind them. */
static inline void multiply_groups(const uint8_t *a, const uint8_t *b, const int16_t *weights, int32_t groups, window_sums *sums)
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

#else

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
static inline void multiply_groups(const uint8_t *a, const uint8_t *b, const int16_t *weights, int32_t groups, window_sums *sums)
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

/* sums += both windows times both rows, over taps values; a and b may be the same window. */
static inline void multiply_block(const uint8_t *a, const uint8_t *b, const int16_t *weights, int32_t taps, window_sums *sums)
{
    int32_t whole = taps & -EMB_GROUP;
    multiply_groups(a, b, weights, whole / EMB_GROUP, sums);
    weights += 2 * whole;
    for (int32_t tap = whole; tap < taps; tap++)
    {
        int32_t row0 = weights[0];
        int32_t row1 = weights[EMB_GROUP];
        sums->a0 += a[tap] * row0;
        sums->a1 += a[tap] * row1;
        sums->b0 += b[tap] * row0;
        sums->b1 += b[tap] * row1;
        weights++;
    }
}

/* start plus the products of one window and one row. */
static int32_t multiply_row(const uint8_t *values, const int16_t *weights, int32_t taps, int32_t start)
{
    int32_t sum = start;
    for (; taps >= EMB_GROUP; taps -= EMB_GROUP)
    {
        sum += values[0] * weights[0] + values[1] * weights[1];
        sum += values[2] * weights[2] + values[3] * weights[3];
        FENCE;
        sum += values[4] * weights[4] + values[5] * weights[5];
        sum += values[6] * weights[6] + values[7] * weights[7];
        values += EMB_GROUP;
        weights += 2 * EMB_GROUP;
    }

    for (; taps > 0; taps--)
    {
        sum += *values++ * *weights++;
    }

    return sum;
}

/* The outputs of one channel for two windows: together, so that the channel's constants are loaded once. */
static inline void write_two(int32_t a, int32_t b, const emb_channel *channel, const emb_range *range, int8_t *out, int32_t step)
{
    int8_t first = emb_requantize_channel(a, channel, range);
    int8_t second = emb_requantize_channel(b, channel, range);
    out[0] = first;
    out[step] = second;
}

void emb_multiply_rows(const emb_rows *rows, const uint8_t *values, int32_t step, int32_t pixels, int8_t *out, int32_t out_step)
{
    int32_t next = rows->next;
    for (; pixels > 1; pixels -= 2)
    {
        int32_t start0 = rows->channel0.start;
        int32_t start1 = rows->channel1.start;
        window_sums sums = {start0, start1, start0, start1};
        multiply_block(values, values + step, rows->weights, rows->taps, &sums);
        write_two(sums.a0, sums.b0, &rows->channel0, &rows->range, out, out_step);
        write_two(sums.a1, sums.b1, &rows->channel1, &rows->range, out + next, out_step);
        out += 2 * out_step;
        values += 2 * step;
    }

    if (pixels == 1)
    {
        out[0] = emb_requantize_channel(
            multiply_row(values, rows->weights, rows->taps, rows->channel0.start), &rows->channel0, &rows->range);
        out[next] = emb_requantize_channel(
            multiply_row(values, rows->weights + EMB_GROUP, rows->taps, rows->channel1.start), &rows->channel1, &rows->range);
    }
}

/* Widens the four weights of a word; gives their sum. */
static inline int32_t widen_word(emb_word word, int16_t *target)
{
    int32_t first = (int32_t)(word << 24) >> 24;
    int32_t second = (int32_t)(word << 16) >> 24;
    int32_t third = (int32_t)(word << 8) >> 24;
    int32_t fourth = (int32_t)word >> 24;
    target[0] = (int16_t)first;
    target[1] = (int16_t)second;
    target[2] = (int16_t)third;
    target[3] = (int16_t)fourth;
    return first + second + third + fourth;
}

int32_t emb_widen_row(int16_t *block, int32_t row, const int8_t *source, int32_t stride, int32_t count)
{
    int32_t sum = 0;
    int16_t *target = block + row * EMB_GROUP;
    int32_t rest = count;
    for (; stride == 1 && rest >= EMB_GROUP && emb_is_aligned(source); rest -= EMB_GROUP)
    {
        const emb_word *words = (const emb_word *)(const void *)source;
        sum += widen_word(words[0], target);
        sum += widen_word(words[1], target + 4);
        source += EMB_GROUP;
        target += 2 * EMB_GROUP;
    }

    for (; rest > 0; rest--)
    {
        sum += *target++ = *source;
        source += stride;
        target += ((count - rest) & (EMB_GROUP - 1)) == EMB_GROUP - 1 ? EMB_GROUP : 0;
    }

    return sum;
}
