/* SPDX-License-Identifier: MIT
 *
 * Settings of the board and the application in the driver's words.
 */
#include "driver/gpio.h"
#include "driver/ledc.h"
#include "emb.h"
#include "esp32_camera.h"
#include <string.h>

/*
 * What makes XCLK, of the group that the driver uses (low speed). System.Device.Pwm takes channels from 0 upwards and leaves the timer
 * to the application, so the camera has the last of both; an application must not use timer 7 of an ESP32. An ESP32-S3 makes XCLK
 * without them.
 */
enum
{
    XCLK_TIMER = LEDC_TIMER_3,
    XCLK_CHANNEL = LEDC_CHANNEL_7
};

typedef struct
{
    int32_t width;
    int32_t height;
    framesize_t name;
} size;

static const size c_sizes[] = {
    {96, 96, FRAMESIZE_96X96},
    {128, 128, FRAMESIZE_128X128},
    {160, 120, FRAMESIZE_QQVGA},
    {176, 144, FRAMESIZE_QCIF},
    {240, 176, FRAMESIZE_HQVGA},
    {240, 240, FRAMESIZE_240X240},
    {320, 240, FRAMESIZE_QVGA},
};

static framesize_t find_size(int32_t width, int32_t height)
{
    for (size_t i = 0; i < sizeof(c_sizes) / sizeof(c_sizes[0]); i++)
    {
        if (c_sizes[i].width == width && c_sizes[i].height == height)
        {
            return c_sizes[i].name;
        }
    }

    return FRAMESIZE_INVALID;
}

/* Without these the driver would reach beyond its table of pins, or use a bus that nobody set up. */
static bool has_pins(const int32_t *pins)
{
    for (int i = EMBEDDED_PIN_SIOD; i < EMBEDDED_PIN_COUNT; i++)
    {
        if (pins[i] < 0)
        {
            return false;
        }
    }

    for (int i = 0; i < EMBEDDED_PIN_COUNT; i++)
    {
        if (pins[i] >= GPIO_NUM_MAX)
        {
            return false;
        }
    }

    return true;
}

int32_t embedded_camera_configure(const embedded_camera_settings *settings, camera_config_t *config, size_t *frame_bytes)
{
    const int32_t *pins = settings->pins;
    memset(config, 0, sizeof(*config));
    config->pin_pwdn = (int)pins[EMBEDDED_PIN_POWER_DOWN];
    config->pin_reset = (int)pins[EMBEDDED_PIN_RESET];
    config->pin_xclk = (int)pins[EMBEDDED_PIN_XCLK];
    config->pin_sccb_sda = (int)pins[EMBEDDED_PIN_SIOD];
    config->pin_sccb_scl = (int)pins[EMBEDDED_PIN_SIOC];
    config->pin_d0 = (int)pins[EMBEDDED_PIN_D0];
    config->pin_d1 = (int)pins[EMBEDDED_PIN_D0 + 1];
    config->pin_d2 = (int)pins[EMBEDDED_PIN_D0 + 2];
    config->pin_d3 = (int)pins[EMBEDDED_PIN_D0 + 3];
    config->pin_d4 = (int)pins[EMBEDDED_PIN_D0 + 4];
    config->pin_d5 = (int)pins[EMBEDDED_PIN_D0 + 5];
    config->pin_d6 = (int)pins[EMBEDDED_PIN_D0 + 6];
    config->pin_d7 = (int)pins[EMBEDDED_PIN_D0 + 7];
    config->pin_vsync = (int)pins[EMBEDDED_PIN_VSYNC];
    config->pin_href = (int)pins[EMBEDDED_PIN_HREF];
    config->pin_pclk = (int)pins[EMBEDDED_PIN_PCLK];
    config->xclk_freq_hz = (int)settings->clock_hz;
    config->ledc_timer = (ledc_timer_t)XCLK_TIMER;
    config->ledc_channel = (ledc_channel_t)XCLK_CHANNEL;
    config->pixel_format = settings->format == EMB_GRAY8 ? PIXFORMAT_GRAYSCALE : PIXFORMAT_RGB565;
    config->frame_size = find_size(settings->width, settings->height);

    /* One buffer: see esp32_camera.c. */
    config->fb_count = 1;
    config->grab_mode = CAMERA_GRAB_WHEN_EMPTY;
    if (!has_pins(pins))
    {
        return EMBEDDED_CAMERA_NOT_FOUND;
    }

    if (config->frame_size == FRAMESIZE_INVALID || (settings->format != EMB_GRAY8 && settings->format != EMB_RGB565_BIG_ENDIAN))
    {
        return EMBEDDED_CAMERA_UNSUPPORTED_FORMAT;
    }

    *frame_bytes = (size_t)settings->width * (size_t)settings->height * (settings->format == EMB_GRAY8 ? 1u : 2u);
    return EMBEDDED_CAMERA_OK;
}
