/* SPDX-License-Identifier: MIT
 *
 * emb_pointwise_conv2d with the weights standing still: two output channels are widened to 16 bits once and swept over all
 * pixels, two pixels at a time (emb_block.h). With u = value + 128,
 * sum w (value - zero point) = sum w u - (128 + zero point) sum w, and the second part goes into the bias.
 * The input is flipped to u in place, and back afterwards unless nothing reads it any more.
 */
#include "emb_bands.h"
#include "emb_block.h"
#include "emb_channel.h"
#include "emb_fast.h"

int emb_pointwise_conv2d_fits(const emb_operator *op)
{
    return emb_is_pointwise(op) && (op->in_place == EMB_NOT_IN_PLACE || emb_may_spoil_input(op))
        && op->layout == EMB_REFERENCE_LAYOUT && op->input.channels <= EMB_BLOCK_TAPS;
}

void emb_pointwise_conv2d_fast(const emb_operator *op, int8_t *arena)
{
    int16_t weights[2 * EMB_BLOCK_TAPS];
    int32_t taps = op->input.channels;
    int32_t width = op->output.width;
    int32_t channels = op->output.channels;
    int8_t *values = arena + op->input.offset;
    int8_t *out = arena + op->output.offset;
    emb_band band = {0, 0, 0};
    emb_rows rows;
    rows.weights = weights;
    rows.taps = taps;
    rows.range = emb_read_range(op);
    emb_flip_signs(values, emb_values(&op->input));
    while (emb_next_band(op, &band))
    {
        const uint8_t *first_value = (const uint8_t *)values + band.first * width * taps;
        int8_t *first_out = out + band.first * width * channels;
        for (int32_t first = 0; first < channels; first += 2)
        {
            int32_t second = first + 1 < channels ? first + 1 : first;
            int32_t sum0 = emb_widen_row(weights, 0, op->weights + first * taps, 1, taps);
            int32_t sum1 = emb_widen_row(weights, 1, op->weights + second * taps, 1, taps);
            rows.channel0 = emb_read_channel(op, first, sum0);
            rows.channel1 = emb_read_channel(op, second, sum1);
            rows.next = second - first;
            emb_multiply_rows(&rows, first_value, taps, (band.end - band.first) * width, first_out + first, channels);
        }
    }

    if (!emb_may_spoil_input(op))
    {
        emb_flip_signs(values, emb_values(&op->input));
    }
}
