/* SPDX-License-Identifier: MIT
 *
 * What firmware/Native/esp32 uses of sccb.h of esp32-camera 2.1.5: its names, types and values.
 */
#ifndef SCCB_H
#define SCCB_H

#include <stdint.h>

int SCCB_Init(int pin_sda, int pin_scl);
int SCCB_Deinit(void);
int SCCB_Probe(uint8_t slv_addr);

#endif
