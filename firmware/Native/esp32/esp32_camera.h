/* SPDX-License-Identifier: MIT
 *
 * The parts of the camera: what it is asked for, where its frames go, who answers on its bus. espressif/esp32-camera drives it.
 */
#ifndef ESP32_CAMERA_H
#define ESP32_CAMERA_H

#include "embedded_port.h"
#include "esp_camera.h"

/* What was asked for in the driver's words, all but the place of the frame; a code, and the bytes of a frame. */
int32_t embedded_camera_configure(const embedded_camera_settings *settings, camera_config_t *config, size_t *frame_bytes);

/* Decides where the frame goes; a code. */
int32_t embedded_camera_place(camera_config_t *config, size_t frame_bytes);

/* Which code the driver's refusal is; may ask the bus, so the driver must have let go of it. */
int32_t embedded_camera_refusal(esp_err_t result, const camera_config_t *config);

/* What the driver does not check: size, format and orientation of the sensor it started; a code. */
int32_t embedded_camera_check(const camera_config_t *config, int32_t orientation);

/* Puts the sensor to sleep through its pin, if it has one; the driver leaves it awake. */
void embedded_camera_sleep(int power_down);

#endif
