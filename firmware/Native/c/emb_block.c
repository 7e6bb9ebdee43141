/* SPDX-License-Identifier: MIT
 *
 * Widened weights and the sums that they make (emb_block.h).
 */
#include "emb_block.h"

#include "emb_fence.h"
#include "emb_word.h"

#if defined(__SSE2__) && !defined(EMB_PLAIN)
#include "emb_block_sse2.h"
#else
#include "emb_block_plain.h"
#endif

/* sums += both windows times both rows, over the taps behind the last whole group. */
static inline void multiply_rest(const uint8_t *a, const uint8_t *b, const int16_t *weights, int32_t taps, emb_sums *sums)
{
    for (const uint8_t *end = a + taps; a != end; weights++)
    {
        int32_t left = *a++;
        int32_t right = *b++;
        int32_t row0 = weights[0];
        int32_t row1 = weights[EMB_GROUP];
        sums->a0 += left * row0;
        sums->a1 += left * row1;
        sums->b0 += right * row0;
        sums->b1 += right * row1;
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

/* The outputs of one tame channel for two windows: together, so that the channel's constants are loaded once. */
static inline void write_two(int32_t a, int32_t b, const emb_channel *channel, const emb_range *range, int8_t *out, int32_t step)
{
    int32_t first = emb_requantize_tame(a, channel, range);
    int32_t second = emb_requantize_tame(b, channel, range);
    out[0] = (int8_t)first;
    out[step] = (int8_t)second;
}

void emb_multiply_rows(const emb_rows *rows, const uint8_t *values, int32_t step, int32_t pixels, int8_t *out, int32_t out_step)
{
    int32_t next = rows->next;
    int32_t groups = (int32_t)((uint32_t)rows->taps / EMB_GROUP);
    int32_t rest = rows->taps & (EMB_GROUP - 1);
    int are_tame = rows->channel0.shift != 0 && rows->channel1.shift != 0;
    for (; are_tame && pixels > 1; pixels -= 2)
    {
        int32_t start0 = rows->channel0.start;
        int32_t start1 = rows->channel1.start;
        emb_sums sums = {start0, start1, start0, start1};
        multiply_groups(values, values + step, rows->weights, groups, &sums);
        if (rest > 0)
        {
            int32_t whole = groups * EMB_GROUP;
            multiply_rest(values + whole, values + step + whole, rows->weights + 2 * whole, rest, &sums);
        }

        write_two(sums.a0, sums.b0, &rows->channel0, &rows->range, out, out_step);
        write_two(sums.a1, sums.b1, &rows->channel1, &rows->range, out + next, out_step);
        out += 2 * out_step;
        values += 2 * step;
    }

    for (; pixels > 0; pixels--) /* the last one, and all where a channel is wild */
    {
        int32_t sum0 = multiply_row(values, rows->weights, rows->taps, rows->channel0.start);
        int32_t sum1 = multiply_row(values, rows->weights + EMB_GROUP, rows->taps, rows->channel1.start);
        out[0] = emb_requantize_channel(sum0, &rows->channel0, &rows->range);
        out[next] = emb_requantize_channel(sum1, &rows->channel1, &rows->range);
        out += out_step;
        values += step;
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
