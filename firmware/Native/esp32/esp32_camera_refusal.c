/* SPDX-License-Identifier: MIT
 *
 * Why the driver did not start. It says "not supported" both where no camera is plugged in and where the camera is a sensor it does
 * not know, so the bus is asked once more, with the clock that a sensor needs to answer.
 */
#include "driver/ledc.h"
#include "esp32_camera.h"
#include "freertos/FreeRTOS.h"
#include "freertos/task.h"
#include "sccb.h"

enum
{
    SETTLE_MS = 20
};

static bool start_clock(const camera_config_t *config)
{
    ledc_timer_config_t timer = {0};
    timer.speed_mode = LEDC_LOW_SPEED_MODE;
    timer.duty_resolution = LEDC_TIMER_1_BIT;
    timer.timer_num = config->ledc_timer;
    timer.freq_hz = (uint32_t)config->xclk_freq_hz;
    timer.clk_cfg = LEDC_AUTO_CLK;
    ledc_channel_config_t channel = {0};
    channel.gpio_num = config->pin_xclk;
    channel.speed_mode = LEDC_LOW_SPEED_MODE;
    channel.channel = config->ledc_channel;
    channel.timer_sel = config->ledc_timer;
    channel.duty = 1;
    return ledc_timer_config(&timer) == ESP_OK && ledc_channel_config(&channel) == ESP_OK;
}

static bool any_address_answers(void)
{
    for (int model = 0; model < CAMERA_MODEL_MAX; model++)
    {
        int result = SCCB_Probe((uint8_t)camera_sensor[model].sccb_addr);
        if (result == ESP_OK || result == ESP_ERR_TIMEOUT) /* a bus that hangs would take a second for each address */
        {
            return result == ESP_OK;
        }
    }

    return false;
}

/* The sensor is awake: the driver woke it, and nobody has put it to sleep yet. */
static bool somebody_answers(const camera_config_t *config)
{
    bool has_clock = config->pin_xclk >= 0;
    bool answers = false;
    if (!has_clock || start_clock(config))
    {
        vTaskDelay(pdMS_TO_TICKS(SETTLE_MS));
        answers = SCCB_Init(config->pin_sccb_sda, config->pin_sccb_scl) == ESP_OK && any_address_answers();
        SCCB_Deinit();
    }

    if (has_clock)
    {
        ledc_stop(LEDC_LOW_SPEED_MODE, config->ledc_channel, 0);
    }

    return answers;
}

int32_t embedded_camera_refusal(esp_err_t result, const camera_config_t *config)
{
    switch (result)
    {
        case ESP_ERR_NOT_SUPPORTED:
        case ESP_ERR_NOT_FOUND:
        case ESP_ERR_CAMERA_NOT_DETECTED:
        case ESP_ERR_CAMERA_NOT_SUPPORTED:
            return somebody_answers(config) ? EMBEDDED_CAMERA_WRONG_SENSOR : EMBEDDED_CAMERA_NOT_FOUND;
        case ESP_ERR_CAMERA_FAILED_TO_SET_FRAME_SIZE:
        case ESP_ERR_CAMERA_FAILED_TO_SET_OUT_FORMAT:
            return EMBEDDED_CAMERA_UNSUPPORTED_FORMAT;
        case ESP_ERR_NO_MEM:
            return EMBEDDED_CAMERA_NO_MEMORY;
        default:
            return EMBEDDED_CAMERA_OTHER;
    }
}
