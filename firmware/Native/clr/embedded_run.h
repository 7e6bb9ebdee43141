/* SPDX-License-Identifier: MIT
 *
 * A run of the network: within the call, or, built with EMBEDDED_RUN_IN_TASK, on a task of the port while the calling managed
 * thread waits and others go on. Functions are called on the CLR's task.
 */
#ifndef EMBEDDED_RUN_H
#define EMBEDDED_RUN_H

#include <nanoCLR_Interop.h>
#include <nanoCLR_Runtime.h>

#include "emb.h"

namespace embedded
{

/* Whether a run is under way, or at its end with a thread that has yet to take the result or waits until the engine is idle. */
bool is_running();

/* Starts a run; its ticket is never 0. Not while is_running. */
uint32_t start_run(bool with_sums);

/* CLR_E_THREAD_WAITING while a run goes on: nanoCLR calls the native method again later. */
HRESULT wait_for_run(CLR_RT_StackFrame &stack);

/* As wait_for_run, and gives its thread time to take the result; afterwards no run is under way. */
HRESULT wait_until_idle(CLR_RT_StackFrame &stack);

/* Takes the result of a run that is over; false if it is gone, because the network was closed or opened anew since. */
bool take_result(uint32_t ticket, emb_status *status);

/* Waits without giving way to managed threads and drops the result. */
void finish_run();

} // namespace embedded

#endif
