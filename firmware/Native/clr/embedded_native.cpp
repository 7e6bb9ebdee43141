/* SPDX-License-Identifier: MIT
 *
 * What nanoCLR knows of the assembly: its methods in the metadata processor's order, the checksum over their names, the version
 * of AssemblyNativeVersion. nanoCLR refuses to start an application whose Embedded.Native.pe has another checksum.
 */
#include "embedded_native.h"

typedef Library_Embedded_Native_Embedded_Native_NativeCamera Camera;
typedef Library_Embedded_Native_Embedded_Native_NativeEngine Engine;
typedef Library_Embedded_Native_Embedded_Native_NativeModel Model;

static const CLR_RT_MethodHandler method_lookup[] = {
    Camera::Open___STATIC__I4__SZARRAY_I4__I4__I4__I4__I4__I4__I4,
    Camera::Capture___STATIC__I4__SZARRAY_U1,
    Camera::Close___STATIC__VOID,
    Engine::Open___STATIC__I4__I4,
    Engine::ErrorIndex___STATIC__I4,
    Engine::ArenaBytes___STATIC__I4,
    Engine::SetInput___STATIC__I4__SZARRAY_U1__I4__I4__I4,
    Engine::CopyInput___STATIC__I4__SZARRAY_I1,
    Engine::Run___STATIC__I4__SZARRAY_U4,
    Engine::CopyOutput___STATIC__I4__SZARRAY_I1,
    Engine::Close___STATIC__VOID,
    Model::Length___STATIC__I4__I4,
    Model::Sequence___STATIC__U4__I4,
    Model::Read___STATIC__VOID__I4__I4__SZARRAY_U1__I4__I4,
    Model::Allocate___STATIC__VOID__I4,
    Model::Write___STATIC__VOID__I4__SZARRAY_U1__I4__I4,
};

/* The build of nanoFramework's firmware reads checksum and version out of this text: keep its form. */
const CLR_RT_NativeAssemblyData g_CLR_AssemblyNative_Embedded_Native = {
    "Embedded.Native",
    0x39686F3E,
    method_lookup,
    { 1, 3, 0, 0 }
};
