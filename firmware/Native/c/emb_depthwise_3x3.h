/* SPDX-License-Identifier: MIT
 *
 * One output row of one channel of a 3x3 depthwise convolution: the column sums roll. Every input column is loaded once and goes
 * to the outputs that it belongs to: left of it, at it, right of it.
 */
#ifndef EMB_DEPTHWISE_3X3_H
#define EMB_DEPTHWISE_3X3_H

#include "emb_channel.h"

/* A channel's filter and how its row begins and ends. */
typedef struct
{
    int32_t weights[9];  /* [3, 3]; zeros in rows outside the input */
    int32_t first_start; /* what the first output's sum starts with: its column 0 may lie outside the input */
    int32_t last_more;   /* what the last output's sum gets for a column 2 outside the input */
    emb_channel channel;
    emb_range range;
} emb_filter_3x3;

/* The three input rows under the filter as bytes value + 128, at the channel, and how many outputs they give. */
typedef struct
{
    const uint8_t *rows[3];
    int32_t step;         /* channels: from one column to the next, in the input and in the output */
    int32_t whole;        /* outputs whose column 2 lies inside the input: all or all but the last */
    int32_t has_left_pad; /* 1 if column 0 of the first output lies outside */
    int32_t has_last;     /* 1 if the last output has no column 2 */
} emb_rows_3x3;

void emb_depthwise_3x3_stride1(const emb_filter_3x3 *filter, const emb_rows_3x3 *rows, int8_t *out);
void emb_depthwise_3x3_stride2(const emb_filter_3x3 *filter, const emb_rows_3x3 *rows, int8_t *out);

#endif
