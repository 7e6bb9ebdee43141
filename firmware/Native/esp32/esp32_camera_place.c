/* SPDX-License-Identifier: MIT
 *
 * Where a frame goes. The driver reports every lack of memory as ESP_FAIL, as it does a sensor that stops to answer, and starts its
 * task without looking whether there was room for it: then no frame ever comes. So the memory is tried here first, and given back.
 *
 * On an ESP32 pixels come by DMA into two halves of a buffer in internal memory, and the driver's task copies one half to the frame
 * while the other fills. A frame in internal memory takes them fastest; the driver's README warns of lost data in PSRAM. Larger
 * frames would leave the radio and nanoCLR too little of it.
 */
#include "esp32_camera.h"
#include "esp_heap_caps.h"

enum
{
    FRAME_ALIGNMENT = 16,
    DMA_BYTES = 32768,           /* CONFIG_CAMERA_DMA_BUFFER_SIZE_MAX */
    TASK_BYTES = 8192,           /* the stack of the driver's task, 4,096, its queues and its list of DMA buffers */
    INTERNAL_FRAME_BYTES = 40960, /* up to 160x120 in RGB565 */
    KEPT_BYTES = 16384           /* left for others where there is a choice */
};

static bool fits(size_t frame_bytes, uint32_t where, size_t rest)
{
    void *frame = heap_caps_aligned_alloc(FRAME_ALIGNMENT, frame_bytes, where | MALLOC_CAP_8BIT);
    void *dma = heap_caps_malloc(DMA_BYTES, MALLOC_CAP_DMA);
    void *task = heap_caps_malloc(rest, MALLOC_CAP_INTERNAL | MALLOC_CAP_8BIT);
    bool all = frame != NULL && dma != NULL && task != NULL;
    heap_caps_free(task);
    heap_caps_free(dma);
    heap_caps_free(frame);
    return all;
}

int32_t embedded_camera_place(camera_config_t *config, size_t frame_bytes)
{
    bool is_small = frame_bytes <= INTERNAL_FRAME_BYTES;
    bool has_psram = heap_caps_get_total_size(MALLOC_CAP_SPIRAM) > 0;
    config->fb_location = CAMERA_FB_IN_DRAM;
    if (is_small && fits(frame_bytes, MALLOC_CAP_INTERNAL, TASK_BYTES + KEPT_BYTES))
    {
        return EMBEDDED_CAMERA_OK;
    }

    if (has_psram && fits(frame_bytes, MALLOC_CAP_SPIRAM, TASK_BYTES))
    {
        config->fb_location = CAMERA_FB_IN_PSRAM;
        return EMBEDDED_CAMERA_OK;
    }

    if ((is_small || !has_psram) && fits(frame_bytes, MALLOC_CAP_INTERNAL, TASK_BYTES))
    {
        return EMBEDDED_CAMERA_OK;
    }

    return is_small || has_psram ? EMBEDDED_CAMERA_NO_MEMORY : EMBEDDED_CAMERA_NO_PSRAM;
}
