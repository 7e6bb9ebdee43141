/* SPDX-License-Identifier: MIT
 *
 * Memory and tasks.
 */
#include "test.h"

extern int fake_processors;

void memory_psram_first_then_internal(void)
{
    fake.psram_bytes = 1000;
    fake.internal_bytes = 600;
    void *first = embedded_port_allocate(800);
    void *second = embedded_port_allocate(500);
    CHECK(first != NULL && fake.psram_used == 800 && (uintptr_t)first % 16 == 0);
    CHECK(second != NULL && fake.internal_used == 500 && (uintptr_t)second % 16 == 0);
    CHECK(embedded_port_allocate(300) == NULL);
    embedded_port_free(first);
    embedded_port_free(second);
    embedded_port_free(NULL);
    fake_at_rest();
}

static void add_one(void *context)
{
    *(int *)context += 1;
}

void start_runs_on_the_other_core(void)
{
    for (int core = 0; core < 2; core++)
    {
        int count = 0;
        fake.core = core;
        CHECK(embedded_port_start(add_one, &count));
        CHECK(pthread_join(fake.task, NULL) == 0);
        CHECK(count == 1 && fake.task_core == 1 - core);
        CHECK(fake.stack == 8192 && fake.priority == 4);
        fake_at_rest();
    }
}

void start_task_fails_nothing_runs(void)
{
    int count = 0;
    fake.task_fails = true;
    CHECK(!embedded_port_start(add_one, &count));
    CHECK(count == 0);
    fake_at_rest();
}

void start_no_memory_nothing_runs(void)
{
    int count = 0;
    fake.internal_bytes = 0;
    CHECK(!embedded_port_start(add_one, &count));
    CHECK(count == 0 && fake.stack == 0);
}

void start_one_core_nothing_runs(void)
{
    int count = 0;
    fake_processors = 1;
    CHECK(!embedded_port_start(add_one, &count));
    CHECK(count == 0 && fake.stack == 0);
}
