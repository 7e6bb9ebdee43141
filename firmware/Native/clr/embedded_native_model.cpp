/* SPDX-License-Identifier: MIT
 *
 * Embedded.Native.NativeModel.
 */
#include "embedded_native.h"

#include <string.h>

#include "embedded_arguments.h"
#include "embedded_model_slots.h"
#include "embedded_network.h"
#include "embedded_run.h"
#include "embedded_soft_reboot.h"

using namespace embedded;

typedef Library_Embedded_Native_Embedded_Native_NativeModel Model;

/* Before memory_slot changes: a network that runs from there is closed, after its run if one is under way. */
static HRESULT close_network_in_memory(CLR_RT_StackFrame &stack)
{
    if (network().arena == NULL || network().slot != memory_slot)
    {
        return S_OK;
    }

    HRESULT hr = wait_until_idle(stack);
    if (SUCCEEDED(hr))
    {
        close_network();
    }

    return hr;
}

/* Arguments `position` to `position` + 2: an array and a range in it. */
static HRESULT array_range(const CLR_RT_StackFrame &stack, int32_t position, uint8_t **bytes, size_t *count)
{
    Elements array;
    HRESULT hr = elements(stack, position, 0, &array);
    if (FAILED(hr))
    {
        return hr;
    }

    int32_t start = integer(stack, position + 1);
    int32_t length = integer(stack, position + 2);
    if (!is_range(start, length, array.count))
    {
        return CLR_E_OUT_OF_RANGE;
    }

    *bytes = (uint8_t *)array.first + start;
    *count = (size_t)length;
    return S_OK;
}

HRESULT Model::Length___STATIC__I4__I4(CLR_RT_StackFrame &stack)
{
    stack.SetResult_I4((int32_t)model_file(integer(stack, 0)).length);
    return S_OK;
}

HRESULT Model::Sequence___STATIC__U4__I4(CLR_RT_StackFrame &stack)
{
    stack.SetResult_U4(model_sequence(integer(stack, 0)));
    return S_OK;
}

HRESULT Model::Read___STATIC__VOID__I4__I4__SZARRAY_U1__I4__I4(CLR_RT_StackFrame &stack)
{
    uint8_t *buffer = NULL;
    size_t count = 0;
    HRESULT hr = array_range(stack, 2, &buffer, &count);
    if (FAILED(hr))
    {
        return hr;
    }

    ModelFile file = model_file(integer(stack, 0));
    int32_t position = integer(stack, 1);
    if (!is_range(position, (int32_t)count, file.length))
    {
        return CLR_E_OUT_OF_RANGE;
    }

    memcpy(buffer, file.bytes + position, count);
    return S_OK;
}

HRESULT Model::Allocate___STATIC__VOID__I4(CLR_RT_StackFrame &stack)
{
    int32_t bytes = integer(stack, 0);
    if (bytes < 0)
    {
        return CLR_E_OUT_OF_RANGE;
    }

    HRESULT hr = close_network_in_memory(stack);
    if (FAILED(hr))
    {
        return hr;
    }

    release_on_soft_reboot();
    return allocate_model((size_t)bytes) ? S_OK : CLR_E_OUT_OF_MEMORY;
}

HRESULT Model::Write___STATIC__VOID__I4__SZARRAY_U1__I4__I4(CLR_RT_StackFrame &stack)
{
    uint8_t *buffer = NULL;
    size_t count = 0;
    HRESULT hr = array_range(stack, 1, &buffer, &count);
    if (FAILED(hr))
    {
        return hr;
    }

    int32_t position = integer(stack, 0);
    if (!is_range(position, (int32_t)count, model_file(memory_slot).length))
    {
        return CLR_E_OUT_OF_RANGE;
    }

    hr = close_network_in_memory(stack);
    if (SUCCEEDED(hr) && count != 0)
    {
        memcpy(model_memory() + position, buffer, count);
    }

    return hr;
}
