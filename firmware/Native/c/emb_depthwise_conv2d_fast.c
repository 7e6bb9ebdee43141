/* SPDX-License-Identifier: MIT
 *
 * emb_depthwise_conv2d for 3x3 filters with stride 1 or 2, channel by channel (emb_depthwise_3x3.h) for as many rows as may be
 * computed together (emb_bands.h). In place with scratch that is one row, and input rows are flipped to value + 128 on their way
 * into the ring; otherwise the input is flipped where it lies, and back afterwards unless nothing reads it any more.
 */
#include "emb_bands.h"
#include "emb_block.h"
#include "emb_depthwise_3x3.h"
#include "emb_fast.h"

/* Loads one row of the filter of a channel; gives nothing for a row outside the input. */
static inline void read_row(const int8_t *weight, int32_t channels, int is_inside, int32_t *target)
{
    target[0] = is_inside ? weight[0] : 0;
    target[1] = is_inside ? weight[channels] : 0;
    target[2] = is_inside ? weight[2 * channels] : 0;
}

/* Loads the filter of a channel for an output row of whose input rows those from first to end - 1 lie inside the input. */
static void read_filter(const emb_operator *op, int32_t channel, int32_t first, int32_t end, emb_filter_3x3 *filter)
{
    int32_t channels = op->output.channels;
    int32_t offset = 128 + op->input.zero_point;
    const int8_t *weight = op->weights + channel;
    int32_t *w = filter->weights;
    read_row(weight, channels, first == 0, w);
    read_row(weight + 3 * channels, channels, first <= 1 && end > 1, w + 3);
    read_row(weight + 6 * channels, channels, end == 3, w + 6);
    filter->channel = emb_read_channel(op, channel, 0);
    filter->first_start = filter->channel.start;
    filter->last_more = 0;
    if (offset != 0)
    {
        int32_t left = w[0] + w[3] + w[6];
        int32_t right = w[2] + w[5] + w[8];
        filter->channel.start -= offset * (left + w[1] + w[4] + w[7] + right);
        filter->first_start = filter->channel.start + (op->pad_left != 0 ? offset * left : 0);
        filter->last_more = offset * right;
    }
}

int emb_depthwise_conv2d_fits(const emb_operator *op)
{
    int32_t last = (op->output.width - 1) * op->stride_x - op->pad_left; /* column 0 of the last output */
    return op->in_place != EMB_IN_PLACE_ELEMENTWISE && op->layout == EMB_REFERENCE_LAYOUT && op->filter_height == 3
        && op->filter_width == 3 && op->stride_x == op->stride_y && op->stride_x <= 2 && op->depth_multiplier == 1
        && op->pad_left <= 1 && last + 1 < op->input.width && last + op->pad_left >= 0;
}

/* Copies the input rows before end to the ring in scratch that are not there yet: row y into slot y mod 3. */
static void fill_ring(const emb_operator *op, int8_t *arena, int32_t end, int32_t *copied)
{
    int32_t in_row = op->input.width * op->input.channels;
    for (; *copied < end; (*copied)++)
    {
        int8_t *slot = arena + op->scratch_offset + *copied % 3 * in_row;
        emb_copy_flipped(slot, arena + op->input.offset + *copied * in_row, in_row);
    }
}

/* The input rows under an output row; slot is where in the ring the first one inside the input lies, without a ring -1. */
static inline void find_rows(
    const uint8_t *values, int32_t in_row, int32_t top, int32_t first, int32_t end, int32_t slot, const uint8_t **rows)
{
    if (slot < 0 && end - first == 3)
    {
        rows[0] = values + top * in_row;
        rows[1] = rows[0] + in_row;
        rows[2] = rows[1] + in_row;
        return;
    }

    for (int32_t row = 0; row < 3; row++)
    {
        int32_t inside = row < first ? first : row < end ? row : end - 1; /* outside: any row, its weights are zeros */
        int32_t at = slot < 0 ? top + inside : slot + inside - first;
        rows[row] = values + (slot >= 0 && at >= 3 ? at - 3 : at) * in_row;
    }
}

/* One channel of the rows of a band; with a ring that is one row. */
static void run_channel(
    const emb_operator *op, int8_t *arena, const emb_band *band, int32_t channel, int32_t slot, emb_rows_3x3 *rows)
{
    const emb_tensor *input = &op->input;
    int32_t in_row = input->width * input->channels;
    int32_t out_row = op->output.width * op->output.channels;
    int32_t loaded = -1; /* which rows of the filter are not zeros */
    const uint8_t *values = (const uint8_t *)arena + (slot < 0 ? input->offset : op->scratch_offset) + channel;
    int8_t *out = arena + op->output.offset + band->first * out_row + channel;
    emb_filter_3x3 filter;
    filter.range = emb_read_range(op);
    for (int32_t y = band->first; y < band->end; y++)
    {
        int32_t top = y * op->stride_y - op->pad_top;
        int32_t first = top < 0 ? -top : 0;
        int32_t end = top + 3 < input->height ? 3 : input->height - top;
        find_rows(values, in_row, top, first, end, slot, rows->rows);
        if (loaded != 4 * first + end)
        {
            read_filter(op, channel, first, end, &filter);
            loaded = 4 * first + end;
        }

        if (op->stride_x == 1)
        {
            emb_depthwise_3x3_stride1(&filter, rows, out);
        }
        else
        {
            emb_depthwise_3x3_stride2(&filter, rows, out);
        }

        out += out_row;
    }
}

void emb_depthwise_conv2d_fast(const emb_operator *op, int8_t *arena)
{
    const emb_tensor *input = &op->input;
    int32_t last = (op->output.width - 1) * op->stride_x - op->pad_left;
    int32_t copied = 0; /* input rows already in scratch */
    int is_ring = op->in_place == EMB_IN_PLACE_ROWS;
    emb_band band = {0, 0, 0};
    emb_rows_3x3 rows;
    rows.step = input->channels;
    rows.has_left_pad = op->pad_left;
    rows.has_last = last + 2 >= input->width;
    rows.whole = op->output.width - rows.has_last;
    if (!is_ring)
    {
        emb_flip_signs(arena + input->offset, emb_values(input));
    }

    while (emb_next_band(op, &band))
    {
        int32_t slot = -1;
        if (is_ring)
        {
            int32_t top = band.first * op->stride_y - op->pad_top;
            int32_t end = top + 3 < input->height ? top + 3 : input->height;
            fill_ring(op, arena, end, &copied);
            slot = (top < 0 ? 0 : top) % 3;
        }

        for (int32_t channel = 0; channel < input->channels; channel++)
        {
            run_channel(op, arena, &band, channel, slot, &rows);
        }
    }

    if (op->in_place == EMB_NOT_IN_PLACE)
    {
        emb_flip_signs(arena + input->offset, emb_values(input));
    }
}
