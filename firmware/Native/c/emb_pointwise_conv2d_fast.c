/* SPDX-License-Identifier: MIT
 *
 * emb_pointwise_conv2d with the weights standing still: two output channels are widened to 16 bits once and swept over all
 * pixels, two pixels at a time (emb_block.h). With u = value + 128,
 * sum w (value - zero point) = sum w u - (128 + zero point) sum w, and the second part goes into the bias.
 * The input is flipped to u in place and back afterwards.
 */
#include "emb_block.h"
#include "emb_channel.h"
#include "emb_fast.h"

int emb_pointwise_conv2d_fits(const emb_operator *op)
{
    return op->in_place == EMB_NOT_IN_PLACE && op->layout == EMB_REFERENCE_LAYOUT && op->input.channels <= EMB_BLOCK_TAPS
        && emb_channels_are_tame(op, op->input.channels);
}

void emb_pointwise_conv2d_fast(const emb_operator *op, int8_t *arena)
{
    int16_t weights[2 * EMB_BLOCK_TAPS];
    int32_t taps = op->input.channels;
    int32_t pixels = op->input.height * op->input.width;
    int32_t out_channels = op->output.channels;
    int8_t *values = arena + op->input.offset;
    emb_rows rows;
    rows.weights = weights;
    rows.taps = taps;
    rows.range = emb_read_range(op);
    emb_flip_signs(values, pixels * taps);
    for (int32_t first = 0; first < out_channels; first += 2)
    {
        int32_t second = first + 1 < out_channels ? first + 1 : first;
        int32_t sum0 = emb_widen_row(weights, 0, op->weights + first * taps, 1, taps);
        int32_t sum1 = emb_widen_row(weights, 1, op->weights + second * taps, 1, taps);
        rows.channel0 = emb_read_channel(op, first, sum0);
        rows.channel1 = emb_read_channel(op, second, sum1);
        rows.next = second - first;
        emb_multiply_rows(&rows, (const uint8_t *)values, taps, pixels, arena + op->output.offset + first, out_channels);
    }

    emb_flip_signs(values, pixels * taps);
}
