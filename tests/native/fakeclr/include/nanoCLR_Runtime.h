/* SPDX-License-Identifier: MIT
 *
 * Stack frames, arrays and waiting as nanoCLR declares them, without what the glue does not use.
 */
#ifndef NANOCLR_RUNTIME_H
#define NANOCLR_RUNTIME_H

#include <nanoCLR_Interop.h>

typedef unsigned int CLR_UINT32;
typedef signed int CLR_INT32;
typedef int64_t CLR_INT64;
typedef uint8_t CLR_UINT8;

struct CLR_RT_HeapBlock_Array;
struct CLR_RT_Thread;

struct CLR_RT_HeapBlock
{
    union Numeric
    {
        CLR_INT32 s4;
        CLR_INT64 s8;
    };

    Numeric m_numeric;
    CLR_RT_HeapBlock_Array *m_array;

    Numeric &NumericByRef()
    {
        return m_numeric;
    }

    CLR_RT_HeapBlock_Array *DereferenceArray() const
    {
        return m_array;
    }
};

struct CLR_RT_HeapBlock_Array
{
    CLR_UINT32 m_numOfElements;
    CLR_UINT8 m_sizeOfElement;
    CLR_UINT8 *m_elements;

    CLR_UINT8 *GetFirstElement()
    {
        return m_elements;
    }
};

struct CLR_RT_StackFrame
{
    CLR_RT_Thread *m_owningThread;
    CLR_RT_HeapBlock *m_arguments;

    union
    {
        CLR_UINT32 m_customState;
        void *m_customPointer;
    };

    CLR_RT_HeapBlock &ArgN(CLR_INT32 n) const
    {
        return m_arguments[n];
    }

    void SetResult_I4(CLR_INT32 val);
    void SetResult_U4(CLR_UINT32 val);
};

enum
{
    Event_Radio = 0x00000400
};

struct CLR_RT_ExecutionEngine
{
    HRESULT WaitEvents(CLR_RT_Thread *caller, const CLR_INT64 &timeExpire, CLR_UINT32 events, bool &fSuccess);
};

extern CLR_RT_ExecutionEngine g_CLR_RT_ExecutionEngine;

#endif
