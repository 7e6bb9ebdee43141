/* SPDX-License-Identifier: MIT
 *
 * Which code says why the camera did not open.
 */
#include "test.h"

void open_no_camera_not_found(void)
{
    embedded_camera_settings settings = esp32_cam();
    fake.is_plugged = false;
    open_gives(EMBEDDED_CAMERA_NOT_FOUND, &settings);
    CHECK(fake.probes == CAMERA_MODEL_MAX);
}

void open_no_camera_and_hanging_bus_asks_once(void)
{
    embedded_camera_settings settings = esp32_cam();
    fake.is_plugged = false;
    fake.bus_hangs = true;
    open_gives(EMBEDDED_CAMERA_NOT_FOUND, &settings);
    CHECK(fake.probes == 1);
}

void open_no_camera_and_no_clock_not_found(void)
{
    embedded_camera_settings settings = esp32_cam();
    fake.is_plugged = false;
    fake.clock_fails = true;
    open_gives(EMBEDDED_CAMERA_NOT_FOUND, &settings);
    CHECK(fake.probes == 0);
}

void open_unknown_sensor_wrong_sensor(void)
{
    embedded_camera_settings settings = esp32_cam();
    fake.is_known = false;
    open_gives(EMBEDDED_CAMERA_WRONG_SENSOR, &settings);
    fake.address = OV7725_SCCB_ADDR;
    open_gives(EMBEDDED_CAMERA_WRONG_SENSOR, &settings);
    fake.address = 0x55;
    open_gives(EMBEDDED_CAMERA_NOT_FOUND, &settings); /* an address of none of the driver's sensors */
}

void open_unknown_sensor_without_power_pin_wrong_sensor(void)
{
    embedded_camera_settings settings = esp32_cam();
    settings.pins[EMBEDDED_PIN_POWER_DOWN] = -1;
    fake.level[32] = 0;
    fake.is_known = false;
    open_gives(EMBEDDED_CAMERA_WRONG_SENSOR, &settings);
    CHECK(fake.level[32] == 0);
}

void open_bus_taken_other(void)
{
    embedded_camera_settings settings = esp32_cam();
    fake.bus_is_taken = true;
    open_gives(EMBEDDED_CAMERA_OTHER, &settings);
}

void open_sensor_stops_to_answer_other(void)
{
    embedded_camera_settings settings = esp32_cam();
    fake.reset_fails = true;
    open_gives(EMBEDDED_CAMERA_OTHER, &settings);
}

void open_sensor_without_size_unsupported_format(void)
{
    embedded_camera_settings settings = esp32_cam();
    settings.width = 320;
    settings.height = 240;
    fake.largest = FRAMESIZE_240X240;
    open_gives(EMBEDDED_CAMERA_UNSUPPORTED_FORMAT, &settings);
    CHECK(fake.deinits == 1);
}

void open_sensor_refuses_size_unsupported_format(void)
{
    embedded_camera_settings settings = esp32_cam();
    fake.size_fails = true;
    open_gives(EMBEDDED_CAMERA_UNSUPPORTED_FORMAT, &settings);
    CHECK(fake.deinits == 0);
}

void open_sensor_without_format_unsupported_format(void)
{
    embedded_camera_settings settings = esp32_cam();
    settings.format = EMB_GRAY8;
    fake.has_gray = false;
    open_gives(EMBEDDED_CAMERA_UNSUPPORTED_FORMAT, &settings);
    CHECK(fake.deinits == 1);
}

void open_driver_without_state_other(void)
{
    embedded_camera_settings settings = esp32_cam();
    fake.without_state = true;
    open_gives(EMBEDDED_CAMERA_OTHER, &settings);
    CHECK(fake.deinits == 1);
}
