/* SPDX-License-Identifier: MIT */
#include "embedded_soft_reboot.h"

#include <nanoCLR_Runtime.h>
#include <nanoHAL.h>

#include "embedded_port.h"
#include "embedded_model_slots.h"
#include "embedded_network.h"
#include "embedded_run.h"

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
