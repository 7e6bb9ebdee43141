/* SPDX-License-Identifier: MIT
 *
 * What the cases share.
 */
#ifndef TEST_H
#define TEST_H

#include "emb.h"
#include "embedded_port.h"
#include "fake.h"

#define CASE(name) void name(void);
#include "cases.h"
#undef CASE

/* The ESP32-CAM, 96x96 in RGB565, no warm-up. */
embedded_camera_settings esp32_cam(void);

/* Opens with these settings, expects the code, and that nothing stays open after an error. */
void open_gives(int32_t expected, const embedded_camera_settings *settings);

#endif
