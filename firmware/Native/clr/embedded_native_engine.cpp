/* SPDX-License-Identifier: MIT
 *
 * Embedded.Native.NativeEngine. A method that has to wait returns CLR_E_THREAD_WAITING and is called again from its start, with
 * the same arguments; m_customState is then what it left there, 0 at the first call.
 */
#include "embedded_native.h"

#include <string.h>

#include "embedded_arguments.h"
#include "embedded_network.h"
#include "embedded_run.h"
#include "embedded_soft_reboot.h"

using namespace embedded;

typedef Library_Embedded_Native_Embedded_Native_NativeEngine Engine;

/* NativeEngine.NotOpen and NativeEngine.Busy. */
static const int32_t not_open = 156;
static const int32_t busy = 157;

static int32_t s_error_index = -1;

static HRESULT set_result(CLR_RT_StackFrame &stack, int32_t code, int32_t index)
{
    s_error_index = index;
    stack.SetResult_I4(code);
    return S_OK;
}

/* EMB_OK if the network can be used now. */
static int32_t availability()
{
    return is_running() ? busy : network().arena == NULL ? not_open : EMB_OK;
}

HRESULT Engine::Open___STATIC__I4__I4(CLR_RT_StackFrame &stack)
{
    HRESULT hr = wait_until_idle(stack);
    if (FAILED(hr))
    {
        return hr;
    }

    release_on_soft_reboot();
    emb_status status;
    s_error_index = -1;
    return open_network(integer(stack, 0), &status) ? set_result(stack, status.code, status.index) : CLR_E_OUT_OF_MEMORY;
}

HRESULT Engine::ErrorIndex___STATIC__I4(CLR_RT_StackFrame &stack)
{
    stack.SetResult_I4(s_error_index);
    return S_OK;
}

HRESULT Engine::ArenaBytes___STATIC__I4(CLR_RT_StackFrame &stack)
{
    stack.SetResult_I4((int32_t)network().arena_bytes);
    return S_OK;
}

HRESULT Engine::SetInput___STATIC__I4__SZARRAY_U1__I4__I4__I4(CLR_RT_StackFrame &stack)
{
    Elements pixels;
    HRESULT hr = elements(stack, 0, 0, &pixels);
    if (FAILED(hr))
    {
        return hr;
    }

    int32_t refusal = availability();
    if (refusal != EMB_OK)
    {
        return set_result(stack, refusal, -1);
    }

    emb_frame frame = {(const uint8_t *)pixels.first, pixels.count, integer(stack, 1), integer(stack, 2), integer(stack, 3)};
    emb_status status = emb_preprocess(&network().model, network().arena, network().arena_bytes, &frame);
    return set_result(stack, status.code, status.index);
}

static HRESULT copy(CLR_RT_StackFrame &stack, emb_tensor (*which)(const emb_model *model))
{
    Elements values;
    HRESULT hr = elements(stack, 0, 0, &values);
    if (FAILED(hr))
    {
        return hr;
    }

    int32_t refusal = availability();
    if (refusal == EMB_OK)
    {
        emb_tensor tensor = which(&network().model);
        size_t count = (size_t)emb_count(&tensor);
        if (values.count < count)
        {
            return CLR_E_OUT_OF_RANGE;
        }

        memcpy(values.first, (const int8_t *)network().arena + tensor.offset, count);
    }

    stack.SetResult_I4(refusal);
    return S_OK;
}

HRESULT Engine::CopyInput___STATIC__I4__SZARRAY_I1(CLR_RT_StackFrame &stack)
{
    return copy(stack, emb_input);
}

HRESULT Engine::Run___STATIC__I4__SZARRAY_U4(CLR_RT_StackFrame &stack)
{
    Elements sums;
    HRESULT hr = elements(stack, 0, 0, &sums);
    if (FAILED(hr))
    {
        return hr;
    }

    if (stack.m_customState == 0)
    {
        int32_t refusal = availability();
        if (refusal != EMB_OK)
        {
            return set_result(stack, refusal, -1);
        }

        if (sums.count != 0 && sums.count < 1 + (uint32_t)network().model.operator_count)
        {
            return CLR_E_OUT_OF_RANGE;
        }

        stack.m_customState = start_run(sums.count != 0);
    }

    hr = wait_for_run(stack);
    if (FAILED(hr))
    {
        return hr;
    }

    emb_status status;
    if (!take_result(stack.m_customState, &status))
    {
        return set_result(stack, not_open, -1);
    }

    if (status.code == EMB_OK && sums.count != 0)
    {
        memcpy(sums.first, network().sums, (1 + (size_t)network().model.operator_count) * sizeof(uint32_t));
    }

    return set_result(stack, status.code, status.index);
}

HRESULT Engine::CopyOutput___STATIC__I4__SZARRAY_I1(CLR_RT_StackFrame &stack)
{
    return copy(stack, emb_output);
}

HRESULT Engine::Close___STATIC__VOID(CLR_RT_StackFrame &stack)
{
    HRESULT hr = wait_until_idle(stack);
    if (SUCCEEDED(hr))
    {
        close_network();
    }

    return hr;
}
