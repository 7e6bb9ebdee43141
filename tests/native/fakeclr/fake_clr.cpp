/* SPDX-License-Identifier: MIT */
#include "fake_clr.h"

#include <stdlib.h>
#include <string.h>

#include <nanoHAL.h>
#include <nanoHAL_Time.h>
#include <nanoPAL_Events.h>

#include "embedded_native.h"

CLR_RT_ExecutionEngine g_CLR_RT_ExecutionEngine;
FakeBoard g_board;
int32_t g_result;
HRESULT g_exception;
int g_failures;

static const size_t alignment = 16;
static uint8_t *s_slots[2];

void check(bool condition, const char *text, const char *file, int line)
{
    if (!condition)
    {
        g_failures++;
        printf("%s:%d: %s is false\n", file, line, text);
    }
}

HRESULT Call::step()
{
    frame.m_arguments = arguments;
    g_result = no_result;
    g_exception = method(frame);
    return g_exception;
}

int32_t result_of(Call &call)
{
    return SUCCEEDED(call.step()) ? g_result : no_result;
}

int32_t result_of(Call &&call)
{
    return result_of(call);
}

Call call(Method method)
{
    return Call(((const CLR_RT_MethodHandler *)g_CLR_AssemblyNative_Embedded_Native.m_pNativeMethods)[method]);
}

void CLR_RT_StackFrame::SetResult_I4(CLR_INT32 val)
{
    CHECK(g_result == no_result);
    g_result = val;
}

void CLR_RT_StackFrame::SetResult_U4(CLR_UINT32 val)
{
    SetResult_I4((CLR_INT32)val);
}

HRESULT CLR_RT_ExecutionEngine::WaitEvents(CLR_RT_Thread *caller, const CLR_INT64 &timeExpire, CLR_UINT32 events, bool &fSuccess)
{
    (void)caller;
    CHECK(events == Event_Radio);
    fSuccess = g_board.events > 0;
    if (fSuccess)
    {
        g_board.events = 0;
        return S_OK;
    }

    return (CLR_INT64)g_board.ticks < timeExpire ? CLR_E_THREAD_WAITING : S_OK;
}

void Events_Set(uint32_t events)
{
    CHECK(events == SYSTEM_EVENT_FLAG_RADIO);
    g_board.events++;
}

uint64_t HAL_Time_CurrentTime()
{
    return g_board.ticks;
}

void fake_delay(uint32_t milliseconds)
{
    g_board.ticks += (uint64_t)milliseconds * TIME_CONVERSION__TO_MILLISECONDS;
    finish_work();
}

void HAL_AddSoftRebootHandler(ON_SOFT_REBOOT_HANDLER handler)
{
    for (ON_SOFT_REBOOT_HANDLER known : g_board.reboot_handlers)
    {
        if (known == handler)
        {
            return;
        }
    }

    g_board.reboot_handlers.push_back(handler);
}

void soft_reboot()
{
    for (ON_SOFT_REBOOT_HANDLER handler : g_board.reboot_handlers)
    {
        handler();
    }
}

void finish_work()
{
    void (*work)(void *context) = g_board.work;
    g_board.work = nullptr;
    if (work != nullptr)
    {
        work(g_board.work_context);
    }
}

void set_slot(int32_t slot, const std::vector<uint8_t> &bytes)
{
    free(s_slots[slot]);
    s_slots[slot] = nullptr;
    g_board.slots[slot] = bytes;
    void *memory = nullptr;
    if (!bytes.empty() && posix_memalign(&memory, alignment, bytes.size()) == 0)
    {
        memcpy(memory, bytes.data(), bytes.size());
        s_slots[slot] = (uint8_t *)memory;
    }
}

const uint8_t *embedded_port_slot(int32_t slot, size_t *bytes)
{
    if (slot < 0 || slot > 1)
    {
        return nullptr;
    }

    *bytes = g_board.slots[slot].size();
    return s_slots[slot];
}

void *embedded_port_allocate(size_t bytes)
{
    void *memory = nullptr;
    if (bytes > g_board.memory_limit - g_board.memory_taken || posix_memalign(&memory, alignment, alignment + bytes) != 0)
    {
        return nullptr;
    }

    *(size_t *)memory = bytes;
    g_board.memory_taken += bytes;
    g_board.blocks_taken++;
    return (uint8_t *)memory + alignment;
}

void embedded_port_free(void *memory)
{
    if (memory != nullptr)
    {
        uint8_t *start = (uint8_t *)memory - alignment;
        g_board.memory_taken -= *(size_t *)start;
        g_board.blocks_taken--;
        free(start);
    }
}

int32_t embedded_port_camera_open(const embedded_camera_settings *settings)
{
    g_board.camera_settings = *settings;
    g_board.is_camera_open = g_board.camera_result == 0;
    return g_board.camera_result;
}

size_t embedded_port_camera_frame_bytes(void)
{
    return g_board.is_camera_open ? g_board.frame_bytes : 0;
}

int32_t embedded_port_camera_capture(uint8_t *pixels)
{
    memset(pixels, 7, g_board.frame_bytes);
    return g_board.camera_result;
}

void embedded_port_camera_close(void)
{
    g_board.is_camera_open = false;
}

bool embedded_port_start(void (*work)(void *context), void *context)
{
    if (!g_board.has_tasks)
    {
        return false;
    }

    CHECK(g_board.work == nullptr);
    g_board.work = work;
    g_board.work_context = context;
    return true;
}
