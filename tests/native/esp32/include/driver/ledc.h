/* SPDX-License-Identifier: MIT
 *
 * What firmware/Native/esp32 uses of driver/ledc.h of ESP-IDF 5.5.4 for an ESP32: its names, types and values.
 */
#ifndef DRIVER_LEDC_H
#define DRIVER_LEDC_H

#include "esp_err.h"
#include <stdbool.h>
#include <stdint.h>

typedef enum
{
    LEDC_HIGH_SPEED_MODE = 0,
    LEDC_LOW_SPEED_MODE,
} ledc_mode_t;

typedef enum
{
    LEDC_INTR_DISABLE = 0,
} ledc_intr_type_t;

typedef enum
{
    LEDC_TIMER_0 = 0,
    LEDC_TIMER_1,
    LEDC_TIMER_2,
    LEDC_TIMER_3,
    LEDC_TIMER_MAX,
} ledc_timer_t;

typedef enum
{
    LEDC_CHANNEL_0 = 0,
    LEDC_CHANNEL_1,
    LEDC_CHANNEL_2,
    LEDC_CHANNEL_3,
    LEDC_CHANNEL_4,
    LEDC_CHANNEL_5,
    LEDC_CHANNEL_6,
    LEDC_CHANNEL_7,
    LEDC_CHANNEL_MAX,
} ledc_channel_t;

typedef enum
{
    LEDC_TIMER_1_BIT = 1,
} ledc_timer_bit_t;

typedef enum
{
    LEDC_AUTO_CLK = 0,
} ledc_clk_cfg_t;

typedef enum
{
    LEDC_SLEEP_MODE_NO_ALIVE_NO_PD = 0,
} ledc_sleep_mode_t;

typedef struct
{
    int gpio_num;
    ledc_mode_t speed_mode;
    ledc_channel_t channel;
    ledc_intr_type_t intr_type;
    ledc_timer_t timer_sel;
    uint32_t duty;
    int hpoint;
    ledc_sleep_mode_t sleep_mode;
    struct
    {
        unsigned int output_invert : 1;
    } flags;
} ledc_channel_config_t;

typedef struct
{
    ledc_mode_t speed_mode;
    ledc_timer_bit_t duty_resolution;
    ledc_timer_t timer_num;
    uint32_t freq_hz;
    ledc_clk_cfg_t clk_cfg;
    bool deconfigure;
} ledc_timer_config_t;

esp_err_t ledc_channel_config(const ledc_channel_config_t *ledc_conf);
esp_err_t ledc_timer_config(const ledc_timer_config_t *timer_conf);
esp_err_t ledc_stop(ledc_mode_t speed_mode, ledc_channel_t channel, uint32_t idle_level);

#endif
