/* SPDX-License-Identifier: MIT */
#include "glue_test.h"

#include <string.h>

static const int32_t not_open = 156;
static const int32_t bad_frame = 153;
static const int32_t unknown_format = 154;

static CLR_RT_HeapBlock_Array *const null_array = nullptr;

void test_arguments()
{
    /* A null array is refused whether a network is open or not. */
    for (int32_t i = 0; i < 2; i++)
    {
        CHECK(call(engine_set_input).with(null_array).with(1).with(1).with(1).step() == CLR_E_ARGUMENT_NULL);
        CHECK(call(engine_copy_input).with(null_array).step() == CLR_E_ARGUMENT_NULL);
        CHECK(call(engine_copy_output).with(null_array).step() == CLR_E_ARGUMENT_NULL);
        CHECK(call(engine_run).with(null_array).step() == CLR_E_ARGUMENT_NULL);
        CHECK(call(model_write).with(0).with(null_array).with(0).with(0).step() == CLR_E_ARGUMENT_NULL);
        CHECK(open_slot(0) == 0);
    }

    Array<uint8_t> pixels(frame_bytes);
    Array<uint8_t> too_few(frame_bytes - 1);
    Array<uint8_t> none(0);
    CHECK(result_of(call(engine_set_input).with(&too_few).with(frame_width).with(frame_height).with(frame_format)) == bad_frame);
    CHECK(result_of(call(engine_set_input).with(&none).with(0).with(0).with(frame_format)) == bad_frame);
    CHECK(result_of(call(engine_set_input).with(&pixels).with(INT32_MAX).with(INT32_MAX).with(frame_format)) == bad_frame);
    CHECK(result_of(call(engine_set_input).with(&pixels).with(-1).with(frame_height).with(frame_format)) == bad_frame);
    CHECK(result_of(call(engine_set_input).with(&pixels).with(frame_width).with(frame_height).with(99)) == unknown_format);
    CHECK(result_of(call(engine_error_index)) == 99);

    Array<int8_t> short_input(g_model.inputs - 1);
    Array<int8_t> short_output(g_model.outputs - 1);
    Array<uint32_t> short_sums(g_model.operators);
    CHECK(call(engine_copy_input).with(&short_input).step() == CLR_E_OUT_OF_RANGE);
    CHECK(call(engine_copy_output).with(&short_output).step() == CLR_E_OUT_OF_RANGE);
    CHECK(call(engine_run).with(&short_sums).step() == CLR_E_OUT_OF_RANGE);
    CHECK(set_input() == 0 && run_plainly() == 0);
    close_engine();
}

static void test_states()
{
    Array<int8_t> values(g_model.inputs + g_model.outputs);
    for (int32_t i = 0; i < 2; i++)
    {
        CHECK(set_input() == not_open && run_plainly() == not_open);
        CHECK(result_of(call(engine_copy_input).with(&values)) == not_open);
        CHECK(result_of(call(engine_copy_output).with(&values)) == not_open);
        CHECK(result_of(call(engine_arena_bytes)) == 0 && result_of(call(engine_error_index)) == -1);
        close_engine();
        CHECK(open_slot(0) == 0 && open_slot(0) == 0);
        CHECK(result_of(call(engine_arena_bytes)) > 0);
        close_engine();
    }

    /* An open that fails leaves nothing open. */
    CHECK(open_slot(0) == 0 && open_slot(1) != 0 && run_plainly() == not_open && g_board.blocks_taken == 0);

    /* What the last call blames: the length of the sums' array is no blame, a byte of an operator is. */
    std::vector<uint8_t> damaged = g_model.file;
    damaged[100] ^= 1;
    set_slot(1, damaged);
    CHECK(open_slot(1) == 103 && result_of(call(engine_error_index)) == -1);
    set_slot(1, {});
}

static void test_runs()
{
    CHECK(open_slot(0) == 0 && set_input() == 0);
    Array<int8_t> input(g_model.inputs + 2);
    Array<int8_t> output(g_model.outputs + 2);
    Array<uint32_t> sums(g_model.operators + 3);
    input[g_model.inputs] = 99;
    output[g_model.outputs] = 99;
    sums[1 + g_model.operators] = 99;
    CHECK(result_of(call(engine_copy_input).with(&input)) == 0 && input[g_model.inputs] == 99);
    CHECK(result_of(call(engine_run).with(&sums)) == 0 && sums[1 + g_model.operators] == 99);
    CHECK(result_of(call(engine_copy_output).with(&output)) == 0 && output[g_model.outputs] == 99);

    /* The first sum is that of the input before the run; without sums the output is the same. */
    Array<int8_t> again(g_model.inputs);
    Array<int8_t> output_again(g_model.outputs);
    CHECK(set_input() == 0 && result_of(call(engine_copy_input).with(&again)) == 0);
    CHECK(memcmp(input.m_elements, again.m_elements, g_model.inputs) == 0);
    CHECK(run_plainly() == 0 && result_of(call(engine_copy_output).with(&output_again)) == 0);
    CHECK(memcmp(output.m_elements, output_again.m_elements, g_model.outputs) == 0);
    close_engine();
}

static void test_short_memory()
{
    /* At every limit either all is taken or nothing stays. */
    CHECK(open_slot(0) == 0);
    size_t needed = g_board.memory_taken;
    close_engine();
    for (size_t limit : {(size_t)0, (size_t)16, needed - 1})
    {
        g_board.memory_limit = limit;
        CHECK(call(engine_open).with(0).step() == CLR_E_OUT_OF_MEMORY);
        CHECK(g_board.blocks_taken == 0 && run_plainly() == not_open && result_of(call(engine_error_index)) == -1);
    }

    g_board.memory_limit = needed;
    CHECK(open_slot(0) == 0 && run_plainly() == 0);
    close_engine();

    /* Garbage with a huge arena in its header is a bad file, not short memory. */
    std::vector<uint8_t> garbage = g_model.file;
    garbage[19] = 3;
    set_slot(1, garbage);
    CHECK(open_slot(1) == 103);
    set_slot(1, {});
    g_board.memory_limit = SIZE_MAX;
}

void test_engine()
{
    test_states();
    test_runs();
    test_short_memory();
}

void test_soft_reboot()
{
    CHECK(g_board.reboot_handlers.size() == 1);
    soft_reboot();

    CHECK(allocate((int32_t)g_model.file.size()) == S_OK && write_model(0, g_model.file) == S_OK && open_slot(-1) == 0);
    CHECK(set_input() == 0 && g_board.blocks_taken == 3);
    g_board.is_camera_open = true;
    soft_reboot();
    CHECK(g_board.blocks_taken == 0 && !g_board.is_camera_open);
    CHECK(run_plainly() == not_open && result_of(call(model_length).with(-1)) == 0);
    CHECK(open_slot(0) == 0 && set_input() == 0 && run_plainly() == 0);
    soft_reboot();
    CHECK(g_board.blocks_taken == 0 && g_board.reboot_handlers.size() == 1);
}
