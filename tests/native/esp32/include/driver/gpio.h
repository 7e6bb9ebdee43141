/* SPDX-License-Identifier: MIT
 *
 * What firmware/Native/esp32 uses of driver/gpio.h of ESP-IDF 5.5.4: its names, types and values.
 */
#ifndef DRIVER_GPIO_H
#define DRIVER_GPIO_H

#include "esp_err.h"
#include <stdint.h>

typedef enum
{
    GPIO_NUM_NC = -1,
    GPIO_NUM_0 = 0,
    GPIO_NUM_MAX = 40, /* of an ESP32 */
} gpio_num_t;

typedef enum
{
    GPIO_MODE_DISABLE = 0,
    GPIO_MODE_INPUT = 1,
    GPIO_MODE_OUTPUT = 2,
} gpio_mode_t;

typedef enum
{
    GPIO_PULLUP_DISABLE = 0x0,
    GPIO_PULLUP_ENABLE = 0x1,
} gpio_pullup_t;

typedef enum
{
    GPIO_PULLDOWN_DISABLE = 0x0,
    GPIO_PULLDOWN_ENABLE = 0x1,
} gpio_pulldown_t;

typedef enum
{
    GPIO_INTR_DISABLE = 0,
} gpio_int_type_t;

typedef struct
{
    uint64_t pin_bit_mask;
    gpio_mode_t mode;
    gpio_pullup_t pull_up_en;
    gpio_pulldown_t pull_down_en;
    gpio_int_type_t intr_type;
} gpio_config_t;

esp_err_t gpio_config(const gpio_config_t *pGPIOConfig);
esp_err_t gpio_set_level(gpio_num_t gpio_num, uint32_t level);

#endif
