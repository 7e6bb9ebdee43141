/* SPDX-License-Identifier: MIT
 *
 * Whether an operator whose output overlaps its input reads every input row before it is overwritten; RowOrder.cs. Output row y
 * reads the input rows of its window, [y stride - pad top, y stride - pad top + filter height).
 */
#include "emb_check.h"

static int32_t stride_of(const emb_operator *op)
{
    return op->kind == EMB_PAD ? 1 : op->stride_y;
}

/* Each output row ends before the input row that lies this many rows below the first one of its window. */
static int is_before_rows_from(const emb_operator *op, int32_t rows)
{
    int32_t in_row = op->input.width * op->input.channels;
    int32_t out_row = op->output.width * op->output.channels;
    for (int32_t y = 0; y < op->output.height; y++)
    {
        int32_t first = y * stride_of(op) - op->pad_top + rows;
        first = first < 0 ? 0 : first;
        if (first < op->input.height && op->output.offset + (y + 1) * out_row > op->input.offset + first * in_row)
        {
            return 0;
        }
    }

    return 1;
}

/* Each output row starts behind the last input row of its window. */
static int is_behind_rows_read(const emb_operator *op)
{
    int32_t in_row = op->input.width * op->input.channels;
    int32_t out_row = op->output.width * op->output.channels;
    int32_t filter_height = op->kind == EMB_PAD ? 1 : op->filter_height;
    for (int32_t y = 0; y < op->output.height; y++)
    {
        int32_t end = y * stride_of(op) - op->pad_top + filter_height;
        end = end > op->input.height ? op->input.height : end;
        if (end > 0 && op->output.offset + y * out_row < op->input.offset + end * in_row)
        {
            return 0;
        }
    }

    return 1;
}

int emb_is_row_order_safe(const emb_operator *op)
{
    switch (op->in_place)
    {
        case EMB_IN_PLACE_ROWS:
            return is_before_rows_from(op, op->filter_height); /* the rows of the window are in scratch */
        case EMB_IN_PLACE_FORWARD:
            return is_before_rows_from(op, 0);
        case EMB_IN_PLACE_BACKWARD:
            return is_behind_rows_read(op);
        default:
            return 0;
    }
}
