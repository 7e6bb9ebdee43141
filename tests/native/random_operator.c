/* SPDX-License-Identifier: MIT
 *
 * Random operators for fast_test: all sizes, windows, paddings, zero points, in-place modes and placements that the format allows.
 */
#include "random_operator.h"

#include <string.h>

enum
{
    WEIGHTS = 1 << 15,
    CHANNELS = 640,
    SCRATCH_GUARD = 64
};

static __attribute__((aligned(16))) int8_t weights[WEIGHTS];
static __attribute__((aligned(16))) int32_t bias[CHANNELS];
static __attribute__((aligned(16))) int32_t multiplier[CHANNELS];
static __attribute__((aligned(16))) int8_t shift[CHANNELS];
static uint32_t state;

void random_seed(uint32_t seed)
{
    state = seed | 1u;
}

/* xorshift32 (Marsaglia 2003). */
uint32_t next_random(void)
{
    state ^= state << 13;
    state ^= state >> 17;
    state ^= state << 5;
    return state;
}

int32_t between(int32_t first, int32_t last)
{
    return first + (int32_t)((next_random() >> 4) % (uint32_t)(last - first + 1));
}

int one_in(int32_t count)
{
    return between(1, count) == 1;
}

void fill(int8_t *values, int32_t count)
{
    int extreme = one_in(4);
    for (int32_t index = 0; index < count; index++)
    {
        uint32_t random = next_random();
        values[index] = extreme ? (int8_t)((random & 64u) != 0 ? 127 : -128) : (int8_t)(random >> 8);
    }
}

static void fill_channels(int32_t channels)
{
    int wild = one_in(8);
    for (int32_t channel = 0; channel < channels; channel++)
    {
        bias[channel] = wild && one_in(8) ? (one_in(2) ? (int32_t)next_random() : one_in(2) ? 1 << 30 : -(1 << 30)) : between(-40000, 40000);
        multiplier[channel] = one_in(50) ? 0 : (int32_t)(next_random() >> 2 | UINT32_C(1) << 30);
        shift[channel] = (int8_t)(wild && one_in(8) ? between(-31, 30) : one_in(6) ? between(-20, -1) : between(-10, -5));
    }
}

static void windows(emb_operator *op, int32_t size, int32_t stride)
{
    emb_tensor *in = &op->input;
    op->filter_height = one_in(6) ? between(1, 4) : size;
    op->filter_width = one_in(6) ? between(1, 4) : size;
    op->stride_y = stride;
    op->stride_x = one_in(8) ? between(1, 3) : stride;
    op->pad_top = between(0, op->filter_height - 1);
    op->pad_bottom = between(0, op->filter_height - 1);
    op->pad_left = between(0, op->filter_width - 1);
    op->pad_right = between(0, op->filter_width - 1);
    int32_t short_y = op->filter_height - op->pad_top - op->pad_bottom - in->height;
    int32_t short_x = op->filter_width - op->pad_left - op->pad_right - in->width;
    in->height += short_y > 0 ? short_y : 0;
    in->width += short_x > 0 ? short_x : 0;
    op->output.height = (in->height + op->pad_top + op->pad_bottom - op->filter_height) / op->stride_y + 1;
    op->output.width = (in->width + op->pad_left + op->pad_right - op->filter_width) / op->stride_x + 1;
}

/* How far the output must at most (forward) or at least (backward) lie behind the input, in-place modes 3 and 4. */
static int32_t distance(const emb_operator *op, int forward)
{
    int32_t in_row = op->input.width * op->input.channels;
    int32_t out_row = op->output.width * op->output.channels;
    int32_t delta = forward ? ARENA : -ARENA;
    for (int32_t y = 0; y < op->output.height; y++)
    {
        int32_t first = y * op->stride_y - op->pad_top;
        int32_t end = first + op->filter_height;
        first = first < 0 ? 0 : first;
        end = end > op->input.height ? op->input.height : end;
        int32_t most = first * in_row - (y + 1) * out_row;
        int32_t least = end * in_row - y * out_row;
        delta = forward && first < op->input.height && most < delta ? most : delta;
        delta = !forward && end > 0 && least > delta ? least : delta;
    }

    return delta;
}

/* Places input, output and scratch: apart, or as the in-place modes allow. */
static int place(emb_operator *op)
{
    int32_t in_count = emb_values(&op->input);
    int32_t out_count = emb_values(&op->output);
    int32_t in_row = op->input.width * op->input.channels;
    int32_t out_row = op->output.width * op->output.channels;
    int32_t at = between(0, 19);
    op->in_place = EMB_NOT_IN_PLACE;
    op->scratch_bytes = 0;
    op->scratch_offset = 0;
    if (op->kind == EMB_DEPTHWISE_CONV2D && one_in(2))
    {
        int32_t delta = 0; /* output offset - input offset at most */
        for (int32_t y = 0; y < op->output.height; y++)
        {
            int32_t read = y * op->stride_y - op->pad_top + op->filter_height;
            int32_t room = read * in_row - (y + 1) * out_row;
            delta = read < op->input.height && room < delta ? room : delta;
        }

        op->in_place = EMB_IN_PLACE_ROWS;
        op->scratch_bytes = op->filter_height * in_row;
        op->scratch_offset = at;
        op->output.offset = at + op->scratch_bytes + between(0, 5);
        op->input.offset = op->output.offset - delta + (one_in(3) ? between(0, 9) : 0);
        int32_t end = op->input.offset + in_count;
        int32_t out_end = op->output.offset + out_count;
        return (end > out_end ? end : out_end) + SCRATCH_GUARD <= ARENA;
    }

    if (one_in(2))
    {
        int forward = one_in(2);
        int32_t delta = distance(op, forward);
        int32_t more = one_in(2) ? 0 : between(0, 3 * in_row);
        delta += forward ? -more : more;
        op->in_place = forward ? EMB_IN_PLACE_FORWARD : EMB_IN_PLACE_BACKWARD;
        op->input.offset = at + (delta < 0 ? -delta : 0);
        op->output.offset = op->input.offset + delta;
        int32_t end = op->input.offset + in_count;
        int32_t out_end = op->output.offset + out_count;
        return (end > out_end ? end : out_end) + SCRATCH_GUARD <= ARENA;
    }

    op->input.offset = at;
    op->output.offset = at + in_count + between(0, 5);
    if (one_in(2))
    {
        op->output.offset = at;
        op->input.offset = at + out_count + between(0, 5);
    }

    return at + in_count + out_count + SCRATCH_GUARD <= ARENA;
}

int random_operator(emb_operator *op)
{
    memset(op, 0, sizeof *op);
    int32_t choice = between(0, 5);
    int32_t side = one_in(4) ? 24 : 9;
    op->kind = choice < 3 ? EMB_CONV2D : EMB_DEPTHWISE_CONV2D;
    op->depth_multiplier = 1;
    op->input.height = between(1, side);
    op->input.width = between(1, side);
    op->input.channels = choice == 2 || choice == 5 ? between(1, 4) : one_in(20) ? between(500, 530) : between(1, 40);
    op->output.channels = between(1, 24);
    windows(op, choice < 2 ? 1 : 3, choice < 2 ? 1 : between(1, 2));
    if (op->kind == EMB_DEPTHWISE_CONV2D)
    {
        op->input.channels = choice == 5 ? 1 : op->input.channels;
        op->depth_multiplier = choice == 5 ? between(1, 16) : one_in(8) ? 2 : 1;
        op->output.channels = op->input.channels * op->depth_multiplier;
    }

    op->input.zero_point = one_in(2) ? -128 : between(-128, 127);
    op->output.zero_point = one_in(2) ? -128 : between(-128, 127);
    op->minimum = one_in(2) ? -128 : between(-128, 0);
    op->maximum = one_in(2) ? 127 : between(0, 127);
    op->weights = weights;
    op->bias = bias;
    op->multiplier = multiplier;
    op->shift = shift;
    if (op->output.channels > CHANNELS)
    {
        return 0;
    }

    fill(weights, WEIGHTS);
    fill_channels(op->output.channels);
    int32_t taps = op->filter_height * op->filter_width * (op->kind == EMB_CONV2D ? op->input.channels : 1);
    return taps * op->output.channels <= WEIGHTS && place(op);
}
