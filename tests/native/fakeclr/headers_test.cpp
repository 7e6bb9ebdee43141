/* SPDX-License-Identifier: MIT
 *
 * What the glue takes for granted of nanoCLR's headers. It compiles here against their stand-ins; compiled against the real ones,
 * with the options and include folders of a nanoCLR build, it says whether the stand-ins are still right.
 */
#include <type_traits>
#include <utility>

#include <nanoCLR_Interop.h>
#include <nanoCLR_Runtime.h>
#include <nanoHAL.h>
#include <nanoHAL_Time.h>
#include <nanoPAL_Events.h>

static_assert(std::is_same<HRESULT, int>::value, "");
static_assert(S_OK == 0 && SUCCEEDED(S_OK) && !FAILED(S_OK), "");
static_assert((uint32_t)CLR_E_ARGUMENT_NULL == 0xCE000000u, "");
static_assert((uint32_t)CLR_E_OUT_OF_RANGE == 0xA5000000u, "");
static_assert((uint32_t)CLR_E_NOT_SUPPORTED == 0xF7000000u, "");
static_assert((uint32_t)CLR_E_OUT_OF_MEMORY == 0xFA000000u, "");
static_assert((uint32_t)CLR_E_THREAD_WAITING == 0xC2000000u, "");
static_assert(FAILED(CLR_E_ARGUMENT_NULL) && FAILED(CLR_E_THREAD_WAITING), "");

static_assert(std::is_same<CLR_RT_MethodHandler, HRESULT (*)(CLR_RT_StackFrame &)>::value, "");
static_assert(std::is_same<decltype(CLR_RT_NativeAssemblyData::m_szAssemblyName), const char *>::value, "");
static_assert(std::is_same<decltype(CLR_RT_NativeAssemblyData::m_checkSum), unsigned int>::value, "");
static_assert(std::is_same<decltype(CLR_RT_NativeAssemblyData::m_pNativeMethods), const void *>::value, "");
static_assert(std::is_same<decltype(CLR_RT_NativeAssemblyData::m_Version), CLR_RECORD_VERSION>::value, "");
static_assert(sizeof(CLR_RECORD_VERSION) == 8 && sizeof(CLR_RECORD_VERSION::iMajorVersion) == 2, "");

static_assert(std::is_same<decltype(std::declval<const CLR_RT_StackFrame &>().ArgN(0)), CLR_RT_HeapBlock &>::value, "");
static_assert(std::is_same<decltype(std::declval<CLR_RT_StackFrame &>().SetResult_I4(0)), void>::value, "");
static_assert(std::is_same<decltype(std::declval<CLR_RT_StackFrame &>().SetResult_U4(0u)), void>::value, "");
static_assert(std::is_same<decltype(CLR_RT_StackFrame::m_customState), CLR_UINT32>::value && sizeof(CLR_UINT32) == 4, "");
static_assert(std::is_same<decltype(CLR_RT_StackFrame::m_owningThread), CLR_RT_Thread *>::value, "");
static_assert(std::is_same<std::remove_reference<decltype(std::declval<CLR_RT_HeapBlock &>().NumericByRef().s4)>::type, CLR_INT32>::value, "");
static_assert(std::is_same<CLR_INT32, int>::value && sizeof(CLR_INT64) == 8, "");
static_assert(std::is_same<decltype(std::declval<const CLR_RT_HeapBlock &>().DereferenceArray()), CLR_RT_HeapBlock_Array *>::value, "");
static_assert(std::is_same<decltype(std::declval<CLR_RT_HeapBlock_Array &>().GetFirstElement()), CLR_UINT8 *>::value, "");
static_assert(std::is_same<decltype(CLR_RT_HeapBlock_Array::m_numOfElements), CLR_UINT32>::value, "");

typedef HRESULT (CLR_RT_ExecutionEngine::*WaitEvents)(CLR_RT_Thread *, const CLR_INT64 &, CLR_UINT32, bool &);
static_assert(std::is_same<decltype(&CLR_RT_ExecutionEngine::WaitEvents), WaitEvents>::value, "");
static_assert(std::is_same<decltype(g_CLR_RT_ExecutionEngine), CLR_RT_ExecutionEngine>::value, "");
static_assert(Event_Radio == 0x00000400 && SYSTEM_EVENT_FLAG_RADIO == 0x00010000, "");
static_assert(std::is_same<decltype(&Events_Set), void (*)(uint32_t)>::value, "");

static_assert(std::is_same<decltype(&HAL_AddSoftRebootHandler), void (*)(ON_SOFT_REBOOT_HANDLER)>::value, "");
static_assert(std::is_same<ON_SOFT_REBOOT_HANDLER, void (*)(void)>::value, "");
static_assert(std::is_same<decltype(&HAL_Time_CurrentTime), uint64_t (*)()>::value, "");
static_assert(TIMEOUT_INFINITE == INT64_MAX && TIME_CONVERSION__TO_MILLISECONDS == 10000, "");
