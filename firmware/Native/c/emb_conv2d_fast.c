/* SPDX-License-Identifier: MIT
 *
 * Convolutions with few taps, such as a network's first layer: the windows of neighbouring outputs are gathered as bytes
 * value + 128, real zeros in the padding, and multiplied with up to 16 widened rows of weights (emb_block.h).
 * A depthwise convolution with one input channel is the same with another order of the weights.
 */
#include "emb_bands.h"
#include "emb_block.h"
#include "emb_fast.h"

#define MOST_TAPS 192
#define WINDOW_BYTES 384
#define MOST_PAIRS 8
#define MOST_WEIGHTS 512

/* The window of output (y, x), [filter height, filter width, input channels]. */
static void gather(const emb_operator *op, const int8_t *arena, int32_t y, int32_t x, uint8_t *window)
{
    const emb_tensor *input = &op->input;
    int32_t channels = input->channels;
    int32_t top = y * op->stride_y - op->pad_top;
    int32_t left = x * op->stride_x - op->pad_left;
    int32_t first = left < 0 ? -left : 0;
    int32_t end = left + op->filter_width < input->width ? op->filter_width : input->width - left;
    int32_t taps = op->filter_width * channels; /* of one row */
    uint8_t zero = (uint8_t)(128 + input->zero_point);
    first *= channels;
    end *= channels;
    for (int32_t row = top; row < top + op->filter_height; row++)
    {
        const int8_t *source = arena + input->offset + (row * input->width + left) * channels;
        int is_inside = row >= 0 && row < input->height;
        int32_t tap = 0;
        for (; tap < (is_inside ? first : taps); tap++)
        {
            *window++ = zero;
        }

        for (; tap < end; tap++)
        {
            *window++ = (uint8_t)(source[tap] ^ -128);
        }

        for (; tap < taps; tap++)
        {
            *window++ = zero;
        }
    }
}

/* Widens the weights of output channels first and second into block and fills rows with what belongs to them. */
static void read_rows(const emb_operator *op, int32_t first, int32_t second, int32_t taps, int16_t *block, emb_rows *rows)
{
    int32_t step = op->kind == EMB_DEPTHWISE_CONV2D ? op->output.channels : 1; /* from tap to tap */
    int32_t start = op->kind == EMB_DEPTHWISE_CONV2D ? 1 : taps;               /* from channel to channel */
    int32_t sum0 = emb_widen_row(block, 0, op->weights + first * start, step, taps);
    int32_t sum1 = emb_widen_row(block, 1, op->weights + second * start, step, taps);
    rows->weights = block;
    rows->taps = taps;
    rows->channel0 = emb_read_channel(op, first, sum0);
    rows->channel1 = emb_read_channel(op, second, sum1);
    rows->next = second - first;
    rows->range = emb_read_range(op);
}

/* Output channels first and up to count - 1 behind it, for the rows of a band. */
static void sweep(
    const emb_operator *op, int8_t *arena, const emb_band *band, int32_t first, int32_t count, int32_t taps, int16_t *weights)
{
    uint8_t windows[WINDOW_BYTES];
    emb_rows rows[MOST_PAIRS];
    int32_t padded = (taps + EMB_GROUP - 1) & -EMB_GROUP;
    int32_t most = WINDOW_BYTES / taps;
    int32_t last = first + count - 1;
    int32_t channels = op->output.channels;
    int8_t *out = arena + op->output.offset + band->first * op->output.width * channels + first;
    for (int32_t pair = 0; 2 * pair < count; pair++)
    {
        int32_t channel = first + 2 * pair;
        read_rows(op, channel, channel < last ? channel + 1 : channel, taps, weights + 2 * pair * padded, &rows[pair]);
    }

    for (int32_t y = band->first; y < band->end; y++)
    {
        int32_t pixels;
        for (int32_t x = 0; x < op->output.width; x += pixels)
        {
            pixels = op->output.width - x < most ? op->output.width - x : most;
            for (int32_t pixel = 0; pixel < pixels; pixel++)
            {
                gather(op, arena, y, x + pixel, windows + pixel * taps);
            }

            for (int32_t pair = 0; 2 * pair < count; pair++)
            {
                emb_multiply_rows(&rows[pair], windows, taps, pixels, out + 2 * pair, channels);
            }

            out += pixels * channels;
        }
    }
}

int emb_conv2d_fits(const emb_operator *op)
{
    int32_t taps = op->filter_height * op->filter_width * op->input.channels;
    return (op->kind == EMB_CONV2D || (op->kind == EMB_DEPTHWISE_CONV2D && op->input.channels == 1))
        && (op->in_place == EMB_NOT_IN_PLACE || emb_may_spoil_input(op)) && op->layout == EMB_REFERENCE_LAYOUT && taps <= MOST_TAPS;
}

void emb_conv2d_fast(const emb_operator *op, int8_t *arena)
{
    int16_t weights[MOST_WEIGHTS];
    int32_t taps = op->filter_height * op->filter_width * op->input.channels;
    int32_t padded = (taps + EMB_GROUP - 1) & -EMB_GROUP;
    int32_t most = MOST_WEIGHTS / padded & -2;
    most = most < 2 * MOST_PAIRS ? most : 2 * MOST_PAIRS;
    emb_band band = {0, 0, 0};
    while (emb_next_band(op, &band))
    {
        for (int32_t first = 0; first < op->output.channels; first += most)
        {
            int32_t rest = op->output.channels - first;
            sweep(op, arena, &band, first, rest < most ? rest : most, taps, weights);
        }
    }
}
