/* SPDX-License-Identifier: MIT */
#include "soft_reboot.h"

#include <nanoCLR_Runtime.h>
#include <nanoHAL.h>

#include "embedded_port.h"
#include "model_slots.h"
#include "network.h"
#include "run_task.h"

namespace embedded
{

static void release()
{
    finish_run();
    close_network();
    allocate_model(0);
    embedded_port_camera_close();
}

void release_on_soft_reboot()
{
    HAL_AddSoftRebootHandler(release);
}

} // namespace embedded
