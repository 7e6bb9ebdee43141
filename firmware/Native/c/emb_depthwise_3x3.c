/* SPDX-License-Identifier: MIT */
#include "emb_depthwise_3x3.h"

#include "emb_fence.h"

/* Column k of the filter times the input column at the rows' position. */
#define COLUMN(k) (w[k] * top[0] + w[3 + (k)] * middle[0] + w[6 + (k)] * bottom[0])

#define NEXT_COLUMN   \
    {                 \
        top += step;    \
        middle += step; \
        bottom += step; \
    }

/* is_wild is a constant, so that the loops of tame channels contain neither a branch nor a call. */
static inline int8_t requantize(int32_t sum, const emb_filter_3x3 *filter, int is_wild)
{
    return is_wild ? emb_requantize_wild(sum, &filter->channel, &filter->range)
                   : (int8_t)emb_requantize_tame(sum, &filter->channel, &filter->range);
}

EMB_INLINE void run_stride1(const emb_filter_3x3 *filter, const emb_rows_3x3 *rows, int8_t *out, int is_wild)
{
    const int32_t *w = filter->weights;
    const uint8_t *top = rows->rows[0];
    const uint8_t *middle = rows->rows[1];
    const uint8_t *bottom = rows->rows[2];
    int32_t step = rows->step;
    int32_t start = filter->channel.start;
    int32_t now = filter->first_start; /* the output that is due: columns 0 and 1 of it are in */
    int32_t next = start;              /* the one behind it: column 0 */
    if (!rows->has_left_pad)
    {
        now = start + COLUMN(0);
        NEXT_COLUMN
    }

    now += COLUMN(1);
    next += COLUMN(0);
    NEXT_COLUMN
    for (int32_t whole = rows->whole; whole > 0; whole--)
    {
        int32_t later = start;
        int32_t value = *top;
        top += step;
        now += w[2] * value;
        next += w[1] * value;
        later += w[0] * value;
        FENCE;
        value = *middle;
        middle += step;
        now += w[5] * value;
        next += w[4] * value;
        later += w[3] * value;
        FENCE;
        value = *bottom;
        bottom += step;
        now += w[8] * value;
        next += w[7] * value;
        later += w[6] * value;
        FENCE;
        *out = requantize(now, filter, is_wild);
        out += step;
        now = next;
        next = later;
    }

    if (rows->has_last)
    {
        *out = requantize(now + filter->last_more, filter, is_wild);
    }
}

EMB_INLINE void run_stride2(const emb_filter_3x3 *filter, const emb_rows_3x3 *rows, int8_t *out, int is_wild)
{
    const int32_t *w = filter->weights;
    const uint8_t *top = rows->rows[0];
    const uint8_t *middle = rows->rows[1];
    const uint8_t *bottom = rows->rows[2];
    int32_t step = rows->step;
    int32_t start = filter->channel.start;
    int32_t now = filter->first_start;
    if (!rows->has_left_pad)
    {
        now = start + COLUMN(0);
        NEXT_COLUMN
    }

    for (int32_t whole = rows->whole; whole > 0; whole--)
    {
        int32_t next = start;
        int32_t value = *top;
        top += step;
        now += w[1] * value;
        value = *top;
        top += step;
        now += w[2] * value;
        next += w[0] * value;
        FENCE;
        value = *middle;
        middle += step;
        now += w[4] * value;
        value = *middle;
        middle += step;
        now += w[5] * value;
        next += w[3] * value;
        FENCE;
        value = *bottom;
        bottom += step;
        now += w[7] * value;
        value = *bottom;
        bottom += step;
        now += w[8] * value;
        next += w[6] * value;
        FENCE;
        *out = requantize(now, filter, is_wild);
        out += step;
        now = next;
    }

    if (rows->has_last)
    {
        now += COLUMN(1) + filter->last_more;
        *out = requantize(now, filter, is_wild);
    }
}

void emb_depthwise_3x3_stride1(const emb_filter_3x3 *filter, const emb_rows_3x3 *rows, int8_t *out)
{
    if (filter->channel.shift == 0)
    {
        run_stride1(filter, rows, out, 1);
    }
    else
    {
        run_stride1(filter, rows, out, 0);
    }
}

void emb_depthwise_3x3_stride2(const emb_filter_3x3 *filter, const emb_rows_3x3 *rows, int8_t *out)
{
    if (filter->channel.shift == 0)
    {
        run_stride2(filter, rows, out, 1);
    }
    else
    {
        run_stride2(filter, rows, out, 0);
    }
}
