/* SPDX-License-Identifier: MIT
 *
 * What the glue in firmware/Native/clr uses of nanoCLR's headers, under the same names, so that it compiles and runs without
 * nanoCLR: this file and its neighbours declare, fake_clr.cpp defines.
 */
#ifndef NANOCLR_INTEROP_H
#define NANOCLR_INTEROP_H

#include <stddef.h>
#include <stdint.h>

typedef int HRESULT;

#define SUCCEEDED(Status) ((HRESULT)(Status) >= 0)
#define FAILED(Status) ((HRESULT)(Status) < 0)

#define S_OK ((HRESULT)0)
#define CLR_E_OUT_OF_RANGE ((HRESULT)0xA5000000)
#define CLR_E_THREAD_WAITING ((HRESULT)0xC2000000)
#define CLR_E_ARGUMENT_NULL ((HRESULT)0xCE000000)
#define CLR_E_NOT_SUPPORTED ((HRESULT)0xF7000000)
#define CLR_E_OUT_OF_MEMORY ((HRESULT)0xFA000000)

struct CLR_RT_StackFrame;

#define NANOCLR_NATIVE_DECLARE(mtd) static HRESULT mtd(CLR_RT_StackFrame &stack)

typedef HRESULT (*CLR_RT_MethodHandler)(CLR_RT_StackFrame &stack);

struct CLR_RECORD_VERSION
{
    uint16_t iMajorVersion;
    uint16_t iMinorVersion;
    uint16_t iBuildNumber;
    uint16_t iRevisionNumber;
};

struct CLR_RT_NativeAssemblyData
{
    const char *m_szAssemblyName;
    unsigned int m_checkSum;
    const void *m_pNativeMethods;
    CLR_RECORD_VERSION m_Version;
};

#endif
