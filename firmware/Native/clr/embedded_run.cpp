/* SPDX-License-Identifier: MIT */
#include "embedded_run.h"

#include <atomic>

#include <nanoHAL.h>
#include <nanoHAL_Time.h>
#include <nanoPAL_Events.h>

#include "embedded_port.h"
#include "embedded_network.h"

namespace embedded
{

enum Phase
{
    phase_idle,
    phase_running,
    phase_over,  /* the result is there, its thread has not taken it yet */
    phase_handed /* the result is taken, and a thread that waits until the engine is idle comes next */
};

/* Written by the CLR's task, and by the port's task only while the phase is running. */
static std::atomic<int> s_phase(phase_idle);
static emb_status s_status;
static bool s_with_sums;
static uint32_t s_ticket;

static int phase()
{
    return s_phase.load(std::memory_order_acquire);
}

static void run()
{
    s_status = run_network(s_with_sums);
    s_phase.store(phase_over, std::memory_order_release);
}

#ifdef EMBEDDED_RUN_IN_TASK

/* Radio: the one event that nanoCLR hands on and that no part of it for ESP32 or PC raises. */
static void work(void *context)
{
    (void)context;
    run();
    Events_Set(SYSTEM_EVENT_FLAG_RADIO);
}

static bool start_elsewhere()
{
    return embedded_port_start(work, NULL);
}

static bool s_is_wanted;        /* somebody is in wait_until_idle */
static int64_t s_patience_ends; /* with a thread whose turn it is and who may have been aborted; 0: not known yet */

static bool is_out_of_patience()
{
    const int64_t patience = 1000 * (int64_t)TIME_CONVERSION__TO_MILLISECONDS;
    int64_t now = (int64_t)HAL_Time_CurrentTime();
    if (s_patience_ends == 0)
    {
        s_patience_ends = now + patience;
    }

    return now >= s_patience_ends;
}

static HRESULT wait_for_event(CLR_RT_StackFrame &stack, int64_t expires)
{
    /* An event from before only costs a turn of the caller's loop. */
    bool raised = false;
    return g_CLR_RT_ExecutionEngine.WaitEvents(stack.m_owningThread, expires, Event_Radio, raised);
}

HRESULT wait_for_run(CLR_RT_StackFrame &stack)
{
    while (phase() == phase_running)
    {
        HRESULT hr = wait_for_event(stack, TIMEOUT_INFINITE);
        if (FAILED(hr))
        {
            return hr;
        }
    }

    return S_OK;
}

HRESULT wait_until_idle(CLR_RT_StackFrame &stack)
{
    HRESULT hr = S_OK;
    while (SUCCEEDED(hr) && phase() != phase_idle)
    {
        if (phase() == phase_handed || (phase() == phase_over && is_out_of_patience()))
        {
            finish_run();
            break;
        }

        s_is_wanted = true;
        hr = wait_for_event(stack, phase() == phase_over ? s_patience_ends : TIMEOUT_INFINITE);
    }

    return hr;
}

void finish_run()
{
    while (phase() == phase_running)
    {
        OS_DELAY(1);
    }

    s_is_wanted = false;
    s_patience_ends = 0;
    s_phase.store(phase_idle, std::memory_order_relaxed);
}

bool is_running()
{
    if (phase() == phase_handed && is_out_of_patience())
    {
        finish_run();
    }

    return phase() != phase_idle;
}

/* Without handing over, a thread that runs the network in a loop would leave no other one a chance. */
static void after_result()
{
    s_patience_ends = 0;
    s_phase.store(s_is_wanted ? phase_handed : phase_idle, std::memory_order_relaxed);
    Events_Set(SYSTEM_EVENT_FLAG_RADIO);
}

#else

static bool start_elsewhere()
{
    return false;
}

HRESULT wait_for_run(CLR_RT_StackFrame &stack)
{
    (void)stack;
    return S_OK;
}

HRESULT wait_until_idle(CLR_RT_StackFrame &stack)
{
    (void)stack;
    return S_OK;
}

void finish_run()
{
    s_phase.store(phase_idle, std::memory_order_relaxed);
}

bool is_running()
{
    return phase() != phase_idle;
}

static void after_result()
{
    finish_run();
}

#endif

uint32_t start_run(bool with_sums)
{
    s_with_sums = with_sums;
    s_ticket = s_ticket == UINT32_MAX ? 1 : s_ticket + 1;
    s_phase.store(phase_running, std::memory_order_release);
    if (!start_elsewhere())
    {
        run();
    }

    return s_ticket;
}

bool take_result(uint32_t ticket, emb_status *status)
{
    if (ticket != s_ticket || phase() != phase_over)
    {
        return false;
    }

    *status = s_status;
    after_result();
    return true;
}

} // namespace embedded
