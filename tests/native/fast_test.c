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
#include "random_operator.h"

static __attribute__((aligned(16))) int8_t before[ARENA];
static __attribute__((aligned(16))) int8_t expected[ARENA];
static __attribute__((aligned(16))) int8_t copy[2 * ARENA];
static __attribute__((aligned(16))) int8_t actual[ARENA];
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
    const int32_t bias = 0;
    int32_t multiplier = one_in(8) ? 0x7FFFFFFF : one_in(8) ? 1 << 30 : (int32_t)(next_random() >> 2 | UINT32_C(1) << 30);
    int8_t shift = (int8_t)between(-20, -1);
    op.bias = &bias;
    op.multiplier = &multiplier;
    op.shift = &shift;
    emb_range range = emb_read_range(&op);
    emb_channel channel = emb_read_channel(&op, 0, 0);
    for (int32_t draw = 0; draw < 100; draw++)
    {
        int32_t bits = between(1, 29);
        int32_t sum = (int32_t)next_random() >> (32 - bits - 1 < 3 ? 3 : 32 - bits - 1);
        sum = one_in(4) ? sum & -(1 << (bits / 2)) : sum;
        int8_t right = emb_requantize(sum, multiplier, shift, op.output.zero_point, -128, 127);
        if (emb_requantize_channel(sum + EMB_SPLIT, &channel, &range) != right)
        {
            print_text("requantized differently:");
            print_number(sum);
            print_number(multiplier);
            print_number(shift);
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
    random_seed(argc > 2 ? (uint32_t)parse_number(argv[2]) : 1u);
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
