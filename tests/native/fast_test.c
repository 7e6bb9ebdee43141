/* SPDX-License-Identifier: MIT
 *
 *     fast_test [operators] [seed]
 *
 * The optimised kernels against the reference ones on random operators: every byte of the arena that the
 * format does not leave free must be the same.
 * Prints the first difference and ends with 1, or how many operators ran. Runs on a PC and under qemu.
 */
#include <string.h>

#include "emb_channel.h"
#include "emb_fast.h"
#include "emb_fixed_point.h"
#include "machine.h"
#include "print.h"

enum
{
    ARENA = 1 << 16,
    WEIGHTS = 1 << 15,
    CHANNELS = 640,
    SCRATCH_GUARD = 64
};

static __attribute__((aligned(16))) int8_t before[ARENA];
static __attribute__((aligned(16))) int8_t expected[ARENA];
static __attribute__((aligned(16))) int8_t copy[2 * ARENA];
static __attribute__((aligned(16))) int8_t actual[ARENA];
static __attribute__((aligned(16))) int8_t weights[WEIGHTS];
static __attribute__((aligned(16))) int32_t bias[CHANNELS];
static __attribute__((aligned(16))) int32_t multiplier[CHANNELS];
static __attribute__((aligned(16))) int8_t shift[CHANNELS];
static uint32_t state;

/* xorshift32 (Marsaglia 2003). */
static uint32_t next_random(void)
{
    state ^= state << 13;
    state ^= state >> 17;
    state ^= state << 5;
    return state;
}

static int32_t between(int32_t first, int32_t last)
{
    return first + (int32_t)((next_random() >> 4) % (uint32_t)(last - first + 1));
}

static int one_in(int32_t count)
{
    return between(1, count) == 1;
}

/* Bytes of all sizes, or only the largest and smallest. */
static void fill(int8_t *values, int32_t count)
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
        bias[channel] = wild && one_in(8) ? (int32_t)next_random() : between(-40000, 40000);
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

static int random_operator(emb_operator *op)
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
    int32_t taps = op->filter_height * op->filter_width * (op->kind == EMB_CONV2D ? op->input.channels : 1);
    return op->output.channels <= CHANNELS && taps * op->output.channels <= WEIGHTS && place(op);
}

static void run_reference(const emb_operator *op, int8_t *arena)
{
    if (op->kind == EMB_DEPTHWISE_CONV2D)
    {
        emb_depthwise_conv2d(op, arena);
    }
    else
    {
        emb_conv2d(op, arena);
    }
}

/* 1 for bytes that an engine may leave as it likes: scratch, and an input that is written over. */
static int is_free(const emb_operator *op, int32_t index)
{
    int in_input = index >= op->input.offset && index < op->input.offset + emb_values(&op->input);
    int in_output = index >= op->output.offset && index < op->output.offset + emb_values(&op->output);
    int in_scratch = index >= op->scratch_offset && index < op->scratch_offset + op->scratch_bytes;
    return in_scratch || (op->in_place != EMB_NOT_IN_PLACE && in_input && !in_output);
}

/* The operator on a copy of its input: what must come out, whatever overlaps. */
static void run_apart(const emb_operator *op)
{
    emb_operator apart = *op;
    apart.in_place = EMB_NOT_IN_PLACE;
    apart.input.offset = 0;
    apart.output.offset = emb_values(&op->input);
    memcpy(copy, before + op->input.offset, (size_t)emb_values(&op->input));
    run_reference(&apart, copy);
    memcpy(expected + op->output.offset, copy + apart.output.offset, (size_t)emb_values(&op->output));
}

/* 1 if both arenas are the same outside scratch. */
static int is_same(const emb_operator *op)
{
    for (int32_t index = 0; index < ARENA; index++)
    {
        if (!is_free(op, index) && expected[index] != actual[index])
        {
            const int32_t facts[] = {index, op->kind, op->in_place, op->input.height, op->input.width, op->input.channels,
                op->input.offset, op->input.zero_point, op->output.height, op->output.width, op->output.channels,
                op->output.offset, op->filter_height, op->filter_width, op->stride_y, op->stride_x, op->pad_top, op->pad_left};
            print_text("different:");
            for (size_t fact = 0; fact < sizeof facts / sizeof *facts; fact++)
            {
                print_number(facts[fact]);
            }

            print_text("\n");
            return 0;
        }
    }

    return 1;
}

/* The requantization of one tame channel over sums of all sizes. */
static int requantizes_alike(void)
{
    emb_operator op;
    memset(&op, 0, sizeof op);
    op.output.channels = 1;
    op.output.zero_point = between(-128, 127);
    op.input.zero_point = -128;
    op.minimum = -128;
    op.maximum = 127;
    op.bias = bias;
    op.multiplier = multiplier;
    op.shift = shift;
    bias[0] = 0;
    multiplier[0] = one_in(8) ? 0x7FFFFFFF : one_in(8) ? 1 << 30 : (int32_t)(next_random() >> 2 | UINT32_C(1) << 30);
    shift[0] = (int8_t)between(-20, -1);
    emb_range range = emb_read_range(&op);
    emb_channel channel = emb_read_channel(&op, 0, 0);
    for (int32_t draw = 0; draw < 100; draw++)
    {
        int32_t bits = between(1, 29);
        int32_t sum = (int32_t)next_random() >> (32 - bits - 1 < 3 ? 3 : 32 - bits - 1);
        sum = one_in(4) ? sum & -(1 << (bits / 2)) : sum;
        int8_t right = emb_requantize(sum, multiplier[0], shift[0], op.output.zero_point, -128, 127);
        if (emb_requantize_channel(sum + EMB_SPLIT, &channel, &range) != right)
        {
            print_text("requantized differently:");
            print_number(sum);
            print_number(multiplier[0]);
            print_number(shift[0]);
            print_text("\n");
            return 0;
        }
    }

    return 1;
}

int main(int argc, char **argv)
{
    int32_t count = argc > 1 ? parse_number(argv[1]) : 1000;
    int32_t ran = 0;
    int32_t fast = 0;
    state = argc > 2 ? (uint32_t)parse_number(argv[2]) | 1u : 1u;
    while (ran < count)
    {
        emb_operator op;
        if (!requantizes_alike())
        {
            return 1;
        }

        if (!random_operator(&op))
        {
            continue;
        }

        fill(before, ARENA);
        fill(weights, WEIGHTS);
        fill_channels(op.output.channels);
        memcpy(expected, before, ARENA);
        memcpy(actual, before, ARENA);
        int is_fast = emb_run_fast(&op, actual);
        ran++;
        fast += is_fast;
        if (is_fast)
        {
            run_apart(&op);
        }

        if (is_fast && !is_same(&op))
        {
            return 1;
        }
    }

    print_number(ran);
    print_text(" operators,");
    print_number(fast);
    print_text(" with an optimised kernel: the same bytes\n");
    return fast > 0 ? 0 : 1;
}
