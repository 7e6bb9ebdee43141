/* SPDX-License-Identifier: MIT
 *
 * In the place of the camera where the firmware is built without espressif/esp32-camera.
 */
#include "embedded_port.h"

int32_t embedded_port_camera_open(const embedded_camera_settings *settings)
{
    (void)settings;
    return EMBEDDED_CAMERA_NOT_BUILT;
}

size_t embedded_port_camera_frame_bytes(void)
{
    return 0;
}

int32_t embedded_port_camera_capture(uint8_t *pixels)
{
    (void)pixels;
    return EMBEDDED_CAMERA_NOT_OPEN;
}

void embedded_port_camera_close(void)
{
}
