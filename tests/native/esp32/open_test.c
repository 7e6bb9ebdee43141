/* SPDX-License-Identifier: MIT
 *
 * Opening the camera: what reaches the driver, and what a second try finds.
 */
#include "test.h"

static embedded_camera_settings gray(int32_t width, int32_t height)
{
    embedded_camera_settings settings = esp32_cam();
    settings.format = EMB_GRAY8;
    settings.width = width;
    settings.height = height;
    return settings;
}

void open_every_size_and_format_gives_whole_frames(void)
{
    static uint8_t pixels[320 * 240 * 2];
    static const int32_t sizes[][2] = {{96, 96}, {128, 128}, {160, 120}, {176, 144}, {240, 176}, {240, 240}, {320, 240}};
    for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++)
    {
        for (int format = 0; format < 2; format++)
        {
            embedded_camera_settings settings = gray(sizes[i][0], sizes[i][1]);
            settings.format = format == 0 ? EMB_GRAY8 : EMB_RGB565_BIG_ENDIAN;
            open_gives(EMBEDDED_CAMERA_OK, &settings);
            CHECK(embedded_port_camera_frame_bytes() == (size_t)(sizes[i][0] * sizes[i][1] * (format + 1)));
            CHECK(embedded_port_camera_capture(pixels) == EMBEDDED_CAMERA_OK);
            embedded_port_camera_close();
            fake_at_rest();
        }
    }
}

void open_settings_reach_the_driver(void)
{
    embedded_camera_settings settings = gray(160, 120);
    settings.pins[EMBEDDED_PIN_RESET] = 15;
    open_gives(EMBEDDED_CAMERA_OK, &settings);
    const camera_config_t *config = &fake.config;
    CHECK(config->pin_pwdn == 32 && config->pin_reset == 15 && config->pin_xclk == 0);
    CHECK(config->pin_sccb_sda == 26 && config->pin_sccb_scl == 27);
    CHECK(config->pin_d0 == 5 && config->pin_d1 == 18 && config->pin_d2 == 19 && config->pin_d3 == 21);
    CHECK(config->pin_d4 == 36 && config->pin_d5 == 39 && config->pin_d6 == 34 && config->pin_d7 == 35);
    CHECK(config->pin_vsync == 25 && config->pin_href == 23 && config->pin_pclk == 22);
    CHECK(config->xclk_freq_hz == 20000000 && config->ledc_timer == LEDC_TIMER_3 && config->ledc_channel == LEDC_CHANNEL_7);
    CHECK(config->pixel_format == PIXFORMAT_GRAYSCALE && config->frame_size == FRAMESIZE_QQVGA);
    CHECK(config->fb_count == 1 && config->grab_mode == CAMERA_GRAB_WHEN_EMPTY);
    embedded_port_camera_close();
    fake_at_rest();
}

void open_unknown_size_unsupported_format(void)
{
    embedded_camera_settings settings = gray(95, 96);
    open_gives(EMBEDDED_CAMERA_UNSUPPORTED_FORMAT, &settings);
    settings = gray(240, 320);
    open_gives(EMBEDDED_CAMERA_UNSUPPORTED_FORMAT, &settings);
    settings = gray(320, 320);
    open_gives(EMBEDDED_CAMERA_UNSUPPORTED_FORMAT, &settings);
    CHECK(fake.inits == 0);
}

void open_unknown_format_unsupported_format(void)
{
    embedded_camera_settings settings = esp32_cam();
    settings.format = EMB_RGB888;
    open_gives(EMBEDDED_CAMERA_UNSUPPORTED_FORMAT, &settings);
    settings.format = EMB_RGB565_LITTLE_ENDIAN;
    open_gives(EMBEDDED_CAMERA_UNSUPPORTED_FORMAT, &settings);
    CHECK(fake.inits == 0);
}

void open_missing_pin_not_found_without_driver(void)
{
    for (int pin = 0; pin < EMBEDDED_PIN_COUNT; pin++)
    {
        embedded_camera_settings settings = esp32_cam();
        settings.pins[pin] = FAKE_PINS;
        open_gives(EMBEDDED_CAMERA_NOT_FOUND, &settings);
        settings.pins[pin] = -1;
        if (pin >= EMBEDDED_PIN_SIOD)
        {
            open_gives(EMBEDDED_CAMERA_NOT_FOUND, &settings);
        }
    }

    CHECK(fake.inits == 0);
}

void open_orientation_is_set_each_time(void)
{
    for (int32_t orientation = 0; orientation < 4; orientation++)
    {
        embedded_camera_settings settings = esp32_cam();
        settings.orientation = orientation;
        open_gives(EMBEDDED_CAMERA_OK, &settings);
        CHECK(fake.flips == orientation + 1 && fake.mirrors == orientation + 1);
        CHECK(fake.flip == (orientation & 1) && fake.mirror == orientation >> 1);
        embedded_port_camera_close();
        fake_at_rest();
    }
}

void open_sensor_without_flip_wrong_sensor_only_if_asked(void)
{
    for (int way = 0; way < 2; way++)
    {
        embedded_camera_settings settings = esp32_cam();
        fake.has_flip = false;
        fake.has_no_flip_function = way == 1;
        settings.orientation = EMBEDDED_FLIP_VERTICAL;
        open_gives(EMBEDDED_CAMERA_WRONG_SENSOR, &settings);
        settings.orientation = EMBEDDED_MIRROR_HORIZONTAL;
        open_gives(EMBEDDED_CAMERA_WRONG_SENSOR, &settings);
        settings.orientation = 0;
        open_gives(EMBEDDED_CAMERA_OK, &settings);
        embedded_port_camera_close();
        fake_at_rest();
    }
}

void open_no_gate_no_memory(void)
{
    embedded_camera_settings settings = esp32_cam();
    fake.gate_fails = true;
    open_gives(EMBEDDED_CAMERA_NO_MEMORY, &settings);
    CHECK(fake.inits == 0);
    fake.gate_fails = false;
    open_gives(EMBEDDED_CAMERA_OK, &settings);
    embedded_port_camera_close();
    fake_at_rest();
}

void open_after_failure_works(void)
{
    embedded_camera_settings settings = esp32_cam();
    fake.is_plugged = false;
    open_gives(EMBEDDED_CAMERA_NOT_FOUND, &settings);
    fake.is_plugged = true;
    fake.sends_frames = false;
    settings.warm_up_frames = 1;
    open_gives(EMBEDDED_CAMERA_TIMEOUT, &settings);
    fake.sends_frames = true;
    open_gives(EMBEDDED_CAMERA_OK, &settings);
    CHECK(fake.inits == 3 && fake.deinits == 1);
    embedded_port_camera_close();
    fake_at_rest();
}

void open_twice_already_open_and_unchanged(void)
{
    static uint8_t pixels[96 * 96 * 2];
    embedded_camera_settings settings = esp32_cam();
    open_gives(EMBEDDED_CAMERA_OK, &settings);
    embedded_camera_settings other = gray(320, 240);
    CHECK(embedded_port_camera_open(&other) == EMBEDDED_CAMERA_ALREADY_OPEN);
    CHECK(fake.inits == 1 && embedded_port_camera_frame_bytes() == sizeof(pixels));
    CHECK(embedded_port_camera_capture(pixels) == EMBEDDED_CAMERA_OK);
    embedded_port_camera_close();
    fake_at_rest();
}

void open_warm_up_passes_over_so_many_frames(void)
{
    for (int32_t frames = 0; frames <= 20; frames += 10)
    {
        embedded_camera_settings settings = esp32_cam();
        settings.warm_up_frames = frames;
        fake.gets = 0;
        fake.torn = 1; /* a torn one counts */
        open_gives(EMBEDDED_CAMERA_OK, &settings);
        CHECK(fake.gets == frames);
        embedded_port_camera_close();
        fake_at_rest();
    }
}

void open_warm_up_without_frames_timeout(void)
{
    embedded_camera_settings settings = esp32_cam();
    settings.warm_up_frames = 3;
    fake.sends_frames = false;
    open_gives(EMBEDDED_CAMERA_TIMEOUT, &settings);
    CHECK(fake.deinits == 1 && fake.now <= FAKE_PATIENCE + FAKE_PERIOD);
}
