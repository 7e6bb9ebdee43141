/* SPDX-License-Identifier: MIT
 *
 * Runs on a task: the fake board does the work when the test says so, in between other threads call.
 */
#include "glue_test.h"

static const int32_t not_open = 156;
static const int32_t busy = 157;
static const uint64_t second = 10 * 1000 * 1000;

static bool waits(Call &waiting)
{
    return waiting.step() == CLR_E_THREAD_WAITING;
}

static void test_other_calls()
{
    Array<uint32_t> sums(1 + g_model.operators);
    Array<int8_t> values(g_model.inputs + g_model.outputs);
    CHECK(open_slot(0) == 0 && set_input() == 0);
    Call run = call(engine_run).with(&sums);
    CHECK(waits(run) && waits(run));
    CHECK(set_input() == busy && run_plainly() == busy);
    CHECK(result_of(call(engine_copy_input).with(&values)) == busy && result_of(call(engine_copy_output).with(&values)) == busy);
    CHECK(result_of(call(engine_error_index)) == -1 && result_of(call(engine_arena_bytes)) > 0);
    CHECK(allocate(16) == S_OK && write_model(0, {1}) == S_OK && allocate(0) == S_OK);

    /* An event of somebody else. */
    g_board.events++;
    CHECK(waits(run));

    /* The end; until its thread has been there, the result is safe. */
    finish_work();
    CHECK(run_plainly() == busy && sums[0] == 0);
    sums.move();
    CHECK(result_of(run) == 0 && sums[0] != 0);
    CHECK(result_of(call(engine_copy_output).with(&values)) == 0);
    close_engine();
}

static void test_close_waits()
{
    Array<uint32_t> sums(1 + g_model.operators);
    for (Method method : {engine_close, engine_open})
    {
        CHECK(open_slot(0) == 0 && set_input() == 0);
        Call run = call(engine_run).with(&sums);
        Call other = call(method).with(0);
        CHECK(waits(run) && waits(other));
        finish_work();
        CHECK(waits(other));
        CHECK(result_of(run) == 0 && sums[g_model.operators] != 0);
        CHECK(run_plainly() == busy && set_input() == busy); /* the one who waits comes first */
        CHECK(other.step() == S_OK && set_input() == (method == engine_close ? not_open : 0));
        close_engine();
    }
}

static void test_memory_waits()
{
    CHECK(allocate((int32_t)g_model.file.size()) == S_OK && write_model(0, g_model.file) == S_OK);
    Array<uint32_t> none(0);
    Array<uint8_t> byte(1);
    CHECK(open_slot(-1) == 0 && set_input() == 0);
    Call run = call(engine_run).with(&none);
    Call write = call(model_write).with(0).with(&byte).with(0).with(1);
    Call shrink = call(model_allocate).with(0);
    CHECK(waits(run) && waits(write) && waits(shrink));
    finish_work();
    CHECK(result_of(run) == 0);
    CHECK(shrink.step() == S_OK);
    CHECK(write.step() == CLR_E_OUT_OF_RANGE); /* the memory is gone meanwhile */
    CHECK(run_plainly() == not_open && g_board.blocks_taken == 0);
}

static void test_aborted_thread()
{
    Array<uint32_t> none(0);
    CHECK(open_slot(0) == 0 && set_input() == 0);
    Call aborted = call(engine_run).with(&none);
    Call close = call(engine_close);
    CHECK(waits(aborted));
    finish_work();
    g_board.events = 0;
    CHECK(run_plainly() == busy && waits(close));
    g_board.ticks += second - 1;
    CHECK(waits(close));
    g_board.ticks += 1;
    CHECK(close.step() == S_OK && run_plainly() == not_open && g_board.blocks_taken == 0);

    /* It was only slow: its network is closed, or another one. */
    CHECK(result_of(aborted) == not_open);
    CHECK(open_slot(0) == 0 && set_input() == 0);
    Call slow = call(engine_run).with(&none);
    CHECK(waits(slow));
    finish_work();
    g_board.events = 0;
    Call open = call(engine_open).with(0);
    CHECK(waits(open));
    g_board.ticks += second;
    CHECK(result_of(open) == 0);
    Call newer = call(engine_run).with(&none);
    CHECK(waits(newer));
    finish_work();
    CHECK(result_of(slow) == not_open && result_of(newer) == 0);
    close_engine();
}

static void test_aborted_waiter()
{
    Array<uint32_t> none(0);
    CHECK(open_slot(0) == 0 && set_input() == 0);
    Call run = call(engine_run).with(&none);
    Call aborted = call(engine_close);
    CHECK(waits(run) && waits(aborted));
    finish_work();
    CHECK(result_of(run) == 0 && run_plainly() == busy);
    g_board.ticks += second - 1;
    CHECK(run_plainly() == busy);
    g_board.ticks += 1;
    Call next = call(engine_run).with(&none);
    CHECK(waits(next));
    finish_work();
    CHECK(result_of(next) == 0 && set_input() == 0);
    close_engine();
}

static void test_reboot_during_run()
{
    Array<uint32_t> none(0);
    CHECK(open_slot(0) == 0 && set_input() == 0);
    Call run = call(engine_run).with(&none);
    CHECK(waits(run) && g_board.work != nullptr);
    soft_reboot(); /* waits, since a task cannot be stopped in the middle */
    CHECK(g_board.work == nullptr && g_board.blocks_taken == 0);
    CHECK(run_plainly() == not_open && open_slot(0) == 0);
    close_engine();
}

void test_task()
{
    g_board.has_tasks = true;
    g_board.events = 0;
    test_other_calls();
    test_close_waits();
    test_memory_waits();
    test_aborted_thread();
    test_aborted_waiter();
    test_reboot_during_run();
    g_board.has_tasks = false; /* then the caller does the work himself */
    CHECK(open_slot(0) == 0 && set_input() == 0 && run_plainly() == 0);
    close_engine();
}
