/* SPDX-License-Identifier: MIT
 *
 * Arguments of a native method, checked: what is wrong with them becomes the HRESULT that nanoCLR turns into the exception that
 * the declaration promises.
 */
#ifndef EMBEDDED_ARGUMENTS_H
#define EMBEDDED_ARGUMENTS_H

#include <nanoCLR_Interop.h>
#include <nanoCLR_Runtime.h>

namespace embedded
{

/* The elements of an array; valid until the method returns, since the garbage collector may move them afterwards. */
struct Elements
{
    void *first;
    uint32_t count;
};

inline int32_t integer(const CLR_RT_StackFrame &stack, int32_t position)
{
    return stack.ArgN(position).NumericByRef().s4;
}

/* ArgumentNullException without an array, ArgumentOutOfRangeException with one of fewer elements. */
inline HRESULT elements(const CLR_RT_StackFrame &stack, int32_t position, uint32_t least, Elements *result)
{
    CLR_RT_HeapBlock_Array *array = stack.ArgN(position).DereferenceArray();
    if (array == NULL)
    {
        return CLR_E_ARGUMENT_NULL;
    }

    result->first = array->GetFirstElement();
    result->count = array->m_numOfElements;
    return result->count < least ? CLR_E_OUT_OF_RANGE : S_OK;
}

/* Whether [start .. start + count) lies in [0 .. length), without a sum that could overflow. */
inline bool is_range(int32_t start, int32_t count, size_t length)
{
    return start >= 0 && count >= 0 && (size_t)count <= length && (size_t)start <= length - (size_t)count;
}

} // namespace embedded

#endif
