/* SPDX-License-Identifier: MIT */
#ifndef NANOHAL_H
#define NANOHAL_H

#include <stdint.h>

typedef void (*ON_SOFT_REBOOT_HANDLER)(void);

void HAL_AddSoftRebootHandler(ON_SOFT_REBOOT_HANDLER handler);

void fake_delay(uint32_t milliseconds);

#define OS_DELAY(milliSecs) fake_delay(milliSecs)

#define SYSTEM_EVENT_FLAG_RADIO 0x00010000

#endif
