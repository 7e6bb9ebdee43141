/* SPDX-License-Identifier: MIT
 *
 * A CLR of one stack frame at a time, and a board of plain memory, for tests of the glue.
 */
#ifndef FAKE_CLR_H
#define FAKE_CLR_H

#include <stdio.h>
#include <memory>
#include <vector>

#include <nanoCLR_Interop.h>
#include <nanoCLR_Runtime.h>

#include "embedded_port.h"

/* A managed array, alone in its memory, so that a sanitizer sees who goes too far. */
template <typename T> struct Array : CLR_RT_HeapBlock_Array
{
    std::unique_ptr<T[]> values;

    explicit Array(size_t count)
    {
        m_numOfElements = (CLR_UINT32)count;
        m_sizeOfElement = sizeof(T);
        move();
    }

    /* What the garbage collector may do between two calls; all elements become 0. */
    void move()
    {
        values.reset(new T[m_numOfElements]());
        m_elements = (CLR_UINT8 *)values.get();
    }

    T &operator[](size_t index)
    {
        return values[index];
    }
};

/* One call of a native method by a managed thread; step again while it is CLR_E_THREAD_WAITING. */
struct Call
{
    CLR_RT_HeapBlock arguments[8] = {};
    CLR_RT_StackFrame frame = {};
    CLR_RT_MethodHandler method;
    int count = 0;

    explicit Call(CLR_RT_MethodHandler handler) : method(handler)
    {
    }

    Call &with(int32_t value)
    {
        arguments[count++].m_numeric.s4 = value;
        return *this;
    }

    Call &with(CLR_RT_HeapBlock_Array *array)
    {
        arguments[count++].m_array = array;
        return *this;
    }

    HRESULT step();
};

/* Result of a method that leaves one, of the last Call that was stepped. */
extern int32_t g_result;

/* How the result looked if a method left none. */
const int32_t no_result = INT32_MIN;

/* Steps a call once and returns its result, or no_result after an exception, which goes to g_exception. */
extern HRESULT g_exception;
int32_t result_of(Call &call);
int32_t result_of(Call &&call);

/* The methods by their place in the table of g_CLR_AssemblyNative_Embedded_Native. */
enum Method
{
    camera_open,
    camera_capture,
    camera_close,
    engine_open,
    engine_error_index,
    engine_arena_bytes,
    engine_set_input,
    engine_copy_input,
    engine_run,
    engine_copy_output,
    engine_close,
    model_length,
    model_sequence,
    model_read,
    model_allocate,
    model_write,
    method_count
};
Call call(Method method);

/* The board. */
struct FakeBoard
{
    std::vector<uint8_t> slots[2]; /* set through set_slot */
    size_t memory_limit = SIZE_MAX;
    size_t memory_taken = 0;
    int blocks_taken = 0;
    bool has_tasks = false;
    bool is_camera_open = false;
    size_t frame_bytes = 0;
    int32_t camera_result = 0;
    embedded_camera_settings camera_settings = {};
    uint64_t ticks = 1000;
    void (*work)(void *context) = nullptr; /* started and not yet done */
    void *work_context = nullptr;
    int events = 0;
    std::vector<void (*)(void)> reboot_handlers;
};

extern FakeBoard g_board;

/* Puts bytes into a slot of flash, at a multiple of 16 and with nothing readable behind them. */
void set_slot(int32_t slot, const std::vector<uint8_t> &bytes);

/* Does the work that was started on a task. */
void finish_work();

/* What nanoCLR does when it restarts without the chip. */
void soft_reboot();

/* Counts a failed check and says where. */
extern int g_failures;
void check(bool condition, const char *text, const char *file, int line);
#define CHECK(condition) check((condition), #condition, __FILE__, __LINE__)

#endif
