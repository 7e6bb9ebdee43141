/* SPDX-License-Identifier: MIT
 *
 * The camera: open, capture, close.
 *
 * A frame that began after the call. The driver has one buffer, and between two captures we keep it: without a free buffer it does
 * not start a frame at a VSYNC, and rests. Giving the buffer back is what allows the next frame, so that one began afterwards. Only
 * where no buffer is held, after a timeout or without warm-up, a frame may already wait or be under way: it is taken out of the way.
 * With two buffers or more the driver would run on by itself and hand out old frames first.
 *
 * Capture may run on a task of its own: one gate lets close, and so a restart of the CLR, wait for it. The driver gives up a frame
 * after four seconds, so a capture ends within eight.
 */
#include "esp32_camera.h"
#include "freertos/FreeRTOS.h"
#include "freertos/semphr.h"
#include <string.h>

typedef struct
{
    bool is_open;
    camera_config_t config;
    size_t width;
    size_t height;
    size_t frame_bytes;
    camera_fb_t *held; /* the driver's buffer while it is with us */
} camera;

static camera s_camera;
static SemaphoreHandle_t s_gate; /* made at the first open and kept */

static bool enter(void)
{
    return s_gate != NULL && xSemaphoreTake(s_gate, portMAX_DELAY) == pdTRUE;
}

static void leave(void)
{
    xSemaphoreGive(s_gate);
}

/* Gives back what is held and waits for another frame. */
static int32_t next(void)
{
    if (s_camera.held != NULL)
    {
        esp_camera_fb_return(s_camera.held);
    }

    s_camera.held = esp_camera_fb_get();
    return s_camera.held != NULL ? EMBEDDED_CAMERA_OK : EMBEDDED_CAMERA_TIMEOUT;
}

static bool is_whole(const camera_fb_t *frame)
{
    return frame->buf != NULL && frame->len == s_camera.frame_bytes && frame->width == s_camera.width
        && frame->height == s_camera.height && frame->format == s_camera.config.pixel_format;
}

static void stop(void)
{
    if (s_camera.held != NULL)
    {
        esp_camera_fb_return(s_camera.held);
    }

    esp_camera_deinit();
    embedded_camera_sleep(s_camera.config.pin_pwdn);
    memset(&s_camera, 0, sizeof(s_camera));
}

/* The driver cleans up after itself where it refuses; from then on it is ours to stop. */
static int32_t start(const embedded_camera_settings *settings)
{
    esp_err_t result = esp_camera_init(&s_camera.config);
    if (result != ESP_OK)
    {
        int32_t refusal = embedded_camera_refusal(result, &s_camera.config);
        embedded_camera_sleep(s_camera.config.pin_pwdn);
        return refusal;
    }

    int32_t error = embedded_camera_check(&s_camera.config, settings->orientation);
    for (int32_t i = 0; error == EMBEDDED_CAMERA_OK && i < settings->warm_up_frames; i++)
    {
        error = next();
    }

    if (error != EMBEDDED_CAMERA_OK)
    {
        stop();
    }

    return error;
}

static int32_t open_closed(const embedded_camera_settings *settings)
{
    memset(&s_camera, 0, sizeof(s_camera));
    int32_t error = embedded_camera_configure(settings, &s_camera.config, &s_camera.frame_bytes);
    if (error == EMBEDDED_CAMERA_OK)
    {
        error = embedded_camera_place(&s_camera.config, s_camera.frame_bytes);
    }

    if (error == EMBEDDED_CAMERA_OK)
    {
        s_camera.width = (size_t)settings->width;
        s_camera.height = (size_t)settings->height;
        error = start(settings);
    }

    s_camera.is_open = error == EMBEDDED_CAMERA_OK;
    return error;
}

int32_t embedded_port_camera_open(const embedded_camera_settings *settings)
{
    if (s_gate == NULL)
    {
        s_gate = xSemaphoreCreateMutex();
    }

    if (!enter())
    {
        return EMBEDDED_CAMERA_NO_MEMORY;
    }

    int32_t error = s_camera.is_open ? EMBEDDED_CAMERA_ALREADY_OPEN : open_closed(settings);
    leave();
    return error;
}

size_t embedded_port_camera_frame_bytes(void)
{
    return s_camera.is_open ? s_camera.frame_bytes : 0;
}

static int32_t capture(uint8_t *pixels)
{
    int32_t error = s_camera.held == NULL ? next() : EMBEDDED_CAMERA_OK;
    if (error == EMBEDDED_CAMERA_OK)
    {
        error = next();
    }

    if (error != EMBEDDED_CAMERA_OK)
    {
        return error;
    }

    if (!is_whole(s_camera.held))
    {
        return EMBEDDED_CAMERA_TORN_FRAME;
    }

    memcpy(pixels, s_camera.held->buf, s_camera.frame_bytes);
    return EMBEDDED_CAMERA_OK;
}

int32_t embedded_port_camera_capture(uint8_t *pixels)
{
    if (!enter())
    {
        return EMBEDDED_CAMERA_NOT_OPEN;
    }

    int32_t error = s_camera.is_open ? capture(pixels) : EMBEDDED_CAMERA_NOT_OPEN;
    leave();
    return error;
}

void embedded_port_camera_close(void)
{
    if (!enter())
    {
        return;
    }

    if (s_camera.is_open)
    {
        stop();
    }

    leave();
}
