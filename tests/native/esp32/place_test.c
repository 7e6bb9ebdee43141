/* SPDX-License-Identifier: MIT
 *
 * Where a frame goes.
 */
#include "test.h"

enum
{
    DRIVER_BYTES = 32768 + 8192, /* DMA buffer, task and lists */
    KEPT_BYTES = 16384
};

static void place(size_t internal, size_t psram, int32_t width, int32_t height, int32_t expected, camera_fb_location_t location)
{
    embedded_camera_settings settings = esp32_cam();
    settings.width = width;
    settings.height = height;
    fake.internal_bytes = internal;
    fake.psram_bytes = psram;
    open_gives(expected, &settings);
    CHECK(expected == EMBEDDED_CAMERA_OK ? fake.config.fb_location == location : fake.inits == 0);
    embedded_port_camera_close();
    fake_at_rest();
    fake.inits = 0;
}

void place_small_frame_internal(void)
{
    place(DRIVER_BYTES + KEPT_BYTES + 38400, 262144, 160, 120, EMBEDDED_CAMERA_OK, CAMERA_FB_IN_DRAM);
}

void place_small_frame_little_internal_memory_psram(void)
{
    place(DRIVER_BYTES + KEPT_BYTES + 38399, 262144, 160, 120, EMBEDDED_CAMERA_OK, CAMERA_FB_IN_PSRAM);
    place(DRIVER_BYTES + 18432, 18431, 96, 96, EMBEDDED_CAMERA_OK, CAMERA_FB_IN_DRAM);
}

void place_large_frame_psram(void)
{
    place(300000, 262144, 320, 240, EMBEDDED_CAMERA_OK, CAMERA_FB_IN_PSRAM);
}

void place_no_psram_large_frame_no_psram(void)
{
    place(DRIVER_BYTES + 153599, 0, 320, 240, EMBEDDED_CAMERA_NO_PSRAM, CAMERA_FB_IN_DRAM);
    place(DRIVER_BYTES + 153600, 0, 320, 240, EMBEDDED_CAMERA_OK, CAMERA_FB_IN_DRAM);
}

void place_no_psram_small_frame_internal(void)
{
    place(DRIVER_BYTES + 18432, 0, 96, 96, EMBEDDED_CAMERA_OK, CAMERA_FB_IN_DRAM);
}

void place_no_psram_no_internal_memory_no_memory(void)
{
    place(DRIVER_BYTES + 18431, 0, 96, 96, EMBEDDED_CAMERA_NO_MEMORY, CAMERA_FB_IN_DRAM);
}

void place_psram_full_no_memory(void)
{
    place(300000, 153599, 320, 240, EMBEDDED_CAMERA_NO_MEMORY, CAMERA_FB_IN_PSRAM);
}

void place_no_room_for_dma_no_memory(void)
{
    place(32767, 4000000, 96, 96, EMBEDDED_CAMERA_NO_MEMORY, CAMERA_FB_IN_PSRAM);
}

void place_no_room_for_task_no_memory(void)
{
    place(32768 + 4095, 4000000, 96, 96, EMBEDDED_CAMERA_NO_MEMORY, CAMERA_FB_IN_PSRAM);
}
