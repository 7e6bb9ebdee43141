/* SPDX-License-Identifier: MIT
 *
 * The list of soft reboot handlers that nanoCLR has on chips and not on a PC. nanoHAL_Uninitialize of such a build calls
 * embedded_posix_soft_reboot.
 */
#include <nanoCLR_Runtime.h>
#include <nanoHAL.h>

static ON_SOFT_REBOOT_HANDLER s_handlers[16];
static const int32_t handler_count = sizeof s_handlers / sizeof s_handlers[0];

void embedded_posix_soft_reboot();

void HAL_AddSoftRebootHandler(ON_SOFT_REBOOT_HANDLER handler)
{
    for (int32_t i = 0; i < handler_count; i++)
    {
        if (s_handlers[i] == NULL || s_handlers[i] == handler)
        {
            s_handlers[i] = handler;
            return;
        }
    }
}

void embedded_posix_soft_reboot()
{
    for (int32_t i = 0; i < handler_count && s_handlers[i] != NULL; i++)
    {
        s_handlers[i]();
    }
}
