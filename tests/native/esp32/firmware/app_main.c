/* SPDX-License-Identifier: MIT
 *
 * Prints what opening the camera gives.
 */
#include "test.h"
#include <stdio.h>

int main(void)
{
    embedded_camera_settings settings = {
        .pins = {32, -1, 0, 26, 27, 5, 18, 19, 21, 36, 39, 34, 35, 25, 23, 22},
        .clock_hz = 20000000,
        .format = EMB_GRAY8,
        .width = 96,
        .height = 96};
    fake.internal_bytes = 120000;
    fake.is_plugged = fake.is_known = fake.sends_frames = fake.has_gray = fake.has_flip = true;
    fake.largest = FRAMESIZE_QVGA;
    printf("open %d\n", (int)embedded_port_camera_open(&settings));
    embedded_port_camera_close();
    return 0;
}
