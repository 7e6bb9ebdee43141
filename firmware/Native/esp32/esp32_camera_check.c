/* SPDX-License-Identifier: MIT
 *
 * What the driver does not check. It takes the largest size that a sensor has where that is smaller than the one asked for, and does
 * not look whether a sensor could be set to the format.
 */
#include "driver/gpio.h"
#include "esp32_camera.h"

/* A sensor that cannot turn the picture is as good as none only if it has to. */
static bool turn(sensor_t *sensor, int (*set)(sensor_t *sensor, int enable), bool is_wanted)
{
    return (set != NULL && set(sensor, is_wanted ? 1 : 0) == 0) || !is_wanted;
}

int32_t embedded_camera_check(const camera_config_t *config, int32_t orientation)
{
    sensor_t *sensor = esp_camera_sensor_get();
    if (sensor == NULL)
    {
        return EMBEDDED_CAMERA_OTHER;
    }

    if (sensor->status.framesize != config->frame_size || sensor->set_pixformat(sensor, config->pixel_format) != 0)
    {
        return EMBEDDED_CAMERA_UNSUPPORTED_FORMAT;
    }

    return turn(sensor, sensor->set_vflip, (orientation & EMBEDDED_FLIP_VERTICAL) != 0)
            && turn(sensor, sensor->set_hmirror, (orientation & EMBEDDED_MIRROR_HORIZONTAL) != 0)
        ? EMBEDDED_CAMERA_OK
        : EMBEDDED_CAMERA_WRONG_SENSOR;
}

void embedded_camera_sleep(int power_down)
{
    if (power_down < 0 || power_down >= GPIO_NUM_MAX)
    {
        return;
    }

    gpio_config_t pin = {0};
    pin.pin_bit_mask = (uint64_t)1 << power_down;
    pin.mode = GPIO_MODE_OUTPUT;
    gpio_config(&pin);
    gpio_set_level((gpio_num_t)power_down, 1);
}
