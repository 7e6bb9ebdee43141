/* SPDX-License-Identifier: MIT
 *
 * Pins, clock and bus.
 */
#include "driver/gpio.h"
#include "fake.h"
#include "sccb.h"

esp_err_t gpio_config(const gpio_config_t *pGPIOConfig)
{
    CHECK(pGPIOConfig->mode == GPIO_MODE_OUTPUT);
    for (int pin = 0; pin < FAKE_PINS; pin++)
    {
        if ((pGPIOConfig->pin_bit_mask >> pin & 1) != 0 && fake.level[pin] < 0)
        {
            fake.level[pin] = 0;
        }
    }

    return ESP_OK;
}

esp_err_t gpio_set_level(gpio_num_t gpio_num, uint32_t level)
{
    CHECK(fake.level[gpio_num] >= 0);
    fake.level[gpio_num] = (int)level;
    return ESP_OK;
}

esp_err_t ledc_timer_config(const ledc_timer_config_t *timer_conf)
{
    CHECK(timer_conf->freq_hz == 20000000 && timer_conf->duty_resolution == LEDC_TIMER_1_BIT && !timer_conf->deconfigure);
    return fake.clock_fails ? ESP_FAIL : ESP_OK;
}

esp_err_t ledc_channel_config(const ledc_channel_config_t *ledc_conf)
{
    CHECK(ledc_conf->gpio_num == 0 && ledc_conf->duty == 1 && ledc_conf->speed_mode == LEDC_LOW_SPEED_MODE);
    fake.clocks |= 1 << ledc_conf->channel;
    return ESP_OK;
}

esp_err_t ledc_stop(ledc_mode_t speed_mode, ledc_channel_t channel, uint32_t idle_level)
{
    CHECK(speed_mode == LEDC_LOW_SPEED_MODE && idle_level == 0);
    fake.clocks &= ~(1 << channel);
    return ESP_OK;
}

int SCCB_Init(int pin_sda, int pin_scl)
{
    CHECK(pin_sda == 26 && pin_scl == 27 && !fake.bus_is_open);
    fake.bus_is_open = !fake.bus_is_taken;
    return fake.bus_is_open ? ESP_OK : ESP_FAIL;
}

int SCCB_Deinit(void)
{
    fake.bus_is_open = false;
    return ESP_OK;
}

/* A sensor answers while it is awake and has a clock. */
int SCCB_Probe(uint8_t slv_addr)
{
    CHECK(fake.bus_is_open);
    fake.probes++;
    if (fake.bus_hangs)
    {
        return ESP_ERR_TIMEOUT;
    }

    return fake.is_plugged && slv_addr == fake.address && fake.clocks != 0 && fake.level[32] == 0 ? ESP_OK : ESP_FAIL;
}
