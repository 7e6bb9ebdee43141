/* SPDX-License-Identifier: MIT
 *
 *     run_model model.emb input [repetitions]
 *
 * Runs a model on an input tensor, one byte a value, and prints a line per operator: index, kind, output shape,
 * multiply-accumulates, CRC-32 of the output, nanoseconds (0 under qemu); then the output. Under qemu the instructions of operator
 * i are counted under the name i + 1. Inputs are pixels, int8 = pixel XOR 80 hex, if the name ends in ".gray".
 */
#include <string.h>

#include "emb_internal.h"
#include "machine.h"
#include "print.h"

enum
{
    FILE_BYTES = 4 << 20,
    ARENA_BYTES = 2 << 20,
    MOST_OPERATORS = 4096
};

static __attribute__((aligned(16))) uint8_t file[FILE_BYTES];
static __attribute__((aligned(16))) uint8_t arena[ARENA_BYTES];
static int8_t input[ARENA_BYTES];
static unsigned long long best[MOST_OPERATORS];

static int32_t products(const emb_operator *op)
{
    int32_t window = op->filter_height * op->filter_width;
    switch (op->kind)
    {
        case EMB_CONV2D:
            return emb_values(&op->output) * window * op->input.channels;
        case EMB_DEPTHWISE_CONV2D:
            return emb_values(&op->output) * window;
        case EMB_FULLY_CONNECTED:
            return op->output.channels * emb_values(&op->input);
        default:
            return 0;
    }
}

/* Runs all operators; the last run prints. */
static void run(const emb_model *model, int print)
{
    emb_tensor in = emb_input(model);
    memcpy(arena + in.offset, input, (size_t)emb_count(&in));
    for (int32_t index = 0; index < model->operator_count; index++)
    {
        unsigned long long start = machine_nanoseconds();
        machine_mark(0);
        emb_operator op;
        emb_read_operator(model, index, &op);
        emb_run_operator(&op, (int8_t *)arena);
        machine_mark(index + 1);
        unsigned long long took = machine_nanoseconds() - start;
        best[index] = best[index] == 0 || took < best[index] ? took : best[index];
        if (print)
        {
            print_text("op");
            print_number(index);
            print_number(op.kind);
            print_number(op.filter_height * op.filter_width);
            print_number(op.output.height);
            print_number(op.output.width);
            print_number(op.output.channels);
            print_number(products(&op));
            print_text(" ");
            print_hex(emb_crc32(arena + op.output.offset, (size_t)emb_values(&op.output)));
            print_number((long)best[index]);
            print_text("\n");
        }
    }
}

int main(int argc, char **argv)
{
    long length = argc < 3 ? -1 : machine_read_file(argv[1], file, sizeof file);
    long count = argc < 3 ? -1 : machine_read_file(argv[2], input, sizeof input);
    emb_model model;
    if (length < 0 || count < 0)
    {
        print_text("usage: run_model model.emb input [repetitions]\n");
        return 2;
    }

    machine_mark(0);
    emb_status status = emb_open(&model, file, (size_t)length, arena, sizeof arena);
    machine_mark(MOST_OPERATORS + 1);
    if (status.code != EMB_OK)
    {
        print_text("refused");
        print_number(status.code);
        print_number(status.index);
        print_text("\n");
        return 3;
    }

    emb_tensor in = emb_input(&model);
    if (count != emb_count(&in))
    {
        print_text("the input has another size than the model's\n");
        return 3;
    }

    size_t name = strlen(argv[2]);
    for (long index = 0; name > 5 && memcmp(argv[2] + name - 5, ".gray", 5) == 0 && index < count; index++)
    {
        input[index] = (int8_t)(input[index] ^ -128);
    }

    for (int repetition = argc > 3 ? parse_number(argv[3]) : 1; repetition > 0; repetition--)
    {
        run(&model, repetition == 1);
    }

    emb_tensor out = emb_output(&model);
    print_text("output");
    for (int32_t index = 0; index < emb_count(&out); index++)
    {
        print_number((int8_t)arena[out.offset + index]);
    }

    print_text("\n");
    return 0;
}
