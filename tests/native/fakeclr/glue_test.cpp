/* SPDX-License-Identifier: MIT
 *
 *     glue_test model.emb operators inputs outputs
 * prints what is wrong, then the sums of a run on a frame of pixel bytes 0, 1, 2 ..., one a line. Exit code 1 if anything is wrong.
 */
#include "glue_test.h"

#include <stdlib.h>

#include <algorithm>

GoodModel g_model;

int32_t open_slot(int32_t slot)
{
    return result_of(call(engine_open).with(slot));
}

int32_t set_input()
{
    Array<uint8_t> pixels(frame_bytes);
    for (size_t i = 0; i < frame_bytes; i++)
    {
        pixels[i] = (uint8_t)i;
    }

    return result_of(call(engine_set_input).with(&pixels).with(frame_width).with(frame_height).with(frame_format));
}

int32_t run_plainly()
{
    Array<uint32_t> none(0);
    return result_of(call(engine_run).with(&none));
}

void close_engine()
{
    CHECK(call(engine_close).step() == S_OK);
}

HRESULT write_model(int32_t position, const std::vector<uint8_t> &bytes)
{
    Array<uint8_t> buffer(bytes.size());
    std::copy(bytes.begin(), bytes.end(), buffer.values.get());
    return call(model_write).with(position).with(&buffer).with(0).with((int32_t)bytes.size()).step();
}

HRESULT allocate(int32_t bytes)
{
    return call(model_allocate).with(bytes).step();
}

static bool read_model(const char *name)
{
    FILE *file = fopen(name, "rb");
    if (file == nullptr)
    {
        return false;
    }

    for (int byte = getc(file); byte != EOF; byte = getc(file))
    {
        g_model.file.push_back((uint8_t)byte);
    }

    fclose(file);
    return true;
}

static void print_sums()
{
    Array<uint32_t> sums(1 + g_model.operators);
    CHECK(open_slot(0) == 0);
    CHECK(set_input() == 0);
    CHECK(result_of(call(engine_run).with(&sums)) == 0);
    close_engine();
    for (size_t i = 0; i <= g_model.operators; i++)
    {
        printf("sum %08X\n", (unsigned int)sums[i]);
    }
}

int main(int count, char **arguments)
{
    if (count != 5 || !read_model(arguments[1]))
    {
        printf("usage: glue_test model.emb operators inputs outputs\n");
        return 2;
    }

    g_model.operators = strtoul(arguments[2], nullptr, 10);
    g_model.inputs = strtoul(arguments[3], nullptr, 10);
    g_model.outputs = strtoul(arguments[4], nullptr, 10);
    set_slot(0, g_model.file);

    test_slots();
    test_memory();
    test_arguments();
    test_engine();
    test_camera();
    test_soft_reboot();
#ifdef EMBEDDED_RUN_IN_TASK
    test_task();
#endif
    print_sums();

    CHECK(g_board.blocks_taken == 0);
    CHECK(g_board.memory_taken == 0);
    set_slot(0, {});
    set_slot(1, {});
    return g_failures == 0 ? 0 : 1;
}
