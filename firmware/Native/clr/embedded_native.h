/* SPDX-License-Identifier: MIT
 *
 * The native methods of the assembly Embedded.Native, named as the metadata processor names them: the declarations are in
 * firmware/Native/Native*.cs. A test holds names, order and checksum against those files.
 */
#ifndef EMBEDDED_NATIVE_H
#define EMBEDDED_NATIVE_H

#include <nanoCLR_Interop.h>
#include <nanoCLR_Runtime.h>

struct Library_Embedded_Native_Embedded_Native_NativeCamera
{
    NANOCLR_NATIVE_DECLARE(Open___STATIC__I4__SZARRAY_I4__I4__I4__I4__I4__I4__I4);
    NANOCLR_NATIVE_DECLARE(Capture___STATIC__I4__SZARRAY_U1);
    NANOCLR_NATIVE_DECLARE(Close___STATIC__VOID);
};

struct Library_Embedded_Native_Embedded_Native_NativeEngine
{
    NANOCLR_NATIVE_DECLARE(Open___STATIC__I4__I4);
    NANOCLR_NATIVE_DECLARE(ErrorIndex___STATIC__I4);
    NANOCLR_NATIVE_DECLARE(ArenaBytes___STATIC__I4);
    NANOCLR_NATIVE_DECLARE(SetInput___STATIC__I4__SZARRAY_U1__I4__I4__I4);
    NANOCLR_NATIVE_DECLARE(CopyInput___STATIC__I4__SZARRAY_I1);
    NANOCLR_NATIVE_DECLARE(Run___STATIC__I4__SZARRAY_U4);
    NANOCLR_NATIVE_DECLARE(CopyOutput___STATIC__I4__SZARRAY_I1);
    NANOCLR_NATIVE_DECLARE(Close___STATIC__VOID);
};

struct Library_Embedded_Native_Embedded_Native_NativeModel
{
    NANOCLR_NATIVE_DECLARE(Length___STATIC__I4__I4);
    NANOCLR_NATIVE_DECLARE(Sequence___STATIC__U4__I4);
    NANOCLR_NATIVE_DECLARE(Read___STATIC__VOID__I4__I4__SZARRAY_U1__I4__I4);
    NANOCLR_NATIVE_DECLARE(Allocate___STATIC__VOID__I4);
    NANOCLR_NATIVE_DECLARE(Write___STATIC__VOID__I4__SZARRAY_U1__I4__I4);
};

extern const CLR_RT_NativeAssemblyData g_CLR_AssemblyNative_Embedded_Native;

#endif
