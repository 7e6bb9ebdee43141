/* SPDX-License-Identifier: MIT */
#include "emb_bands.h"

/* Rows behind output row y that may be written while y is computed, itself included: they end before the first row that y reads. */
static int32_t rows_forward(const emb_operator *op, int32_t y)
{
    int32_t in_row = op->input.width * op->input.channels;
    int32_t out_row = op->output.width * op->output.channels;
    int32_t read = y * op->stride_y - op->pad_top;
    read = read < 0 ? 0 : read;
    int32_t rows = op->output.height - y;
    if (read < op->input.height)
    {
        int32_t room = (op->input.offset + read * in_row - op->output.offset) / out_row - y;
        rows = room < rows ? room : rows;
    }

    return rows < 1 ? 1 : rows;
}

/* The same for rows before y: they start behind the last row that y reads. */
static int32_t rows_backward(const emb_operator *op, int32_t y)
{
    int32_t in_row = op->input.width * op->input.channels;
    int32_t out_row = op->output.width * op->output.channels;
    int32_t read = y * op->stride_y - op->pad_top + op->filter_height;
    read = read > op->input.height ? op->input.height : read;
    int32_t rows = y + 1;
    int32_t behind = op->input.offset + read * in_row - op->output.offset;
    if (read > 0 && behind > 0)
    {
        rows -= (behind + out_row - 1) / out_row;
    }

    return rows < 1 ? 1 : rows;
}

int emb_next_band(const emb_operator *op, emb_band *band)
{
    int32_t rest = op->output.height - band->done;
    int32_t rows = rest;
    if (rest == 0)
    {
        return 0;
    }

    band->first = band->done;
    if (op->in_place == EMB_IN_PLACE_FORWARD)
    {
        rows = rows_forward(op, band->first);
    }
    else if (op->in_place == EMB_IN_PLACE_ROWS)
    {
        rows = 1;
    }
    else if (op->in_place == EMB_IN_PLACE_BACKWARD)
    {
        rows = rows_backward(op, rest - 1);
        band->first = rest - rows;
    }

    band->end = band->first + rows;
    band->done += rows;
    return 1;
}
