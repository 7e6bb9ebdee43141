/* SPDX-License-Identifier: MIT */
#include "glue_test.h"

struct Settings
{
    int32_t clock_hz = 20000000;
    int32_t format = 1;
    int32_t width = 96;
    int32_t height = 64;
    int32_t orientation = 3;
    int32_t warm_up_frames = 100;
};

static HRESULT open_camera(CLR_RT_HeapBlock_Array *pins, const Settings &settings)
{
    return call(camera_open).with(pins).with(settings.clock_hz).with(settings.format).with(settings.width).with(settings.height)
        .with(settings.orientation).with(settings.warm_up_frames).step();
}

static void refuse(CLR_RT_HeapBlock_Array *pins, int32_t Settings::*field, std::initializer_list<int32_t> values)
{
    for (int32_t value : values)
    {
        Settings settings;
        settings.*field = value;
        CHECK(open_camera(pins, settings) == CLR_E_OUT_OF_RANGE && !g_board.is_camera_open);
    }
}

static void test_refusals()
{
    Array<int32_t> pins(EMBEDDED_PIN_COUNT);
    Array<int32_t> too_few(EMBEDDED_PIN_COUNT - 1);
    Array<int32_t> too_many(EMBEDDED_PIN_COUNT + 1);
    CHECK(open_camera(nullptr, Settings()) == CLR_E_ARGUMENT_NULL);
    CHECK(open_camera(&too_few, Settings()) == CLR_E_OUT_OF_RANGE && open_camera(&too_many, Settings()) == CLR_E_OUT_OF_RANGE);
    refuse(&pins, &Settings::clock_hz, {0, -1, INT32_MIN});
    refuse(&pins, &Settings::format, {0, 5, -1, INT32_MAX});
    refuse(&pins, &Settings::width, {0, -1, 16385, INT32_MAX});
    refuse(&pins, &Settings::height, {0, -1, 16385, INT32_MIN});
    refuse(&pins, &Settings::orientation, {-1, 4});
    refuse(&pins, &Settings::warm_up_frames, {-1, 101});
    for (int32_t pin : {-2, 128, INT32_MAX, INT32_MIN})
    {
        pins[EMBEDDED_PIN_PCLK] = pin;
        CHECK(open_camera(&pins, Settings()) == CLR_E_OUT_OF_RANGE);
    }
}

void test_camera()
{
    test_refusals();

    Array<uint8_t> pixels(96 * 64 + 1);
    Array<uint8_t> too_few(96 * 64 - 1);
    CHECK(call(camera_capture).with((CLR_RT_HeapBlock_Array *)nullptr).step() == CLR_E_ARGUMENT_NULL);
    CHECK(result_of(call(camera_capture).with(&pixels)) == EMBEDDED_CAMERA_NOT_OPEN);

    Array<int32_t> pins(EMBEDDED_PIN_COUNT);
    pins[EMBEDDED_PIN_RESET] = -1;
    pins[EMBEDDED_PIN_PCLK] = 22;
    g_board.camera_result = EMBEDDED_CAMERA_WRONG_SENSOR;
    CHECK(open_camera(&pins, Settings()) == S_OK && g_result == EMBEDDED_CAMERA_WRONG_SENSOR);
    g_board.camera_result = EMBEDDED_CAMERA_NOT_BUILT;
    CHECK(open_camera(&pins, Settings()) == CLR_E_NOT_SUPPORTED);
    g_board.camera_result = 0;
    g_board.frame_bytes = 96 * 64;
    CHECK(open_camera(&pins, Settings()) == S_OK && g_result == 0);
    const embedded_camera_settings &seen = g_board.camera_settings;
    CHECK(seen.pins[EMBEDDED_PIN_RESET] == -1 && seen.pins[EMBEDDED_PIN_PCLK] == 22 && seen.clock_hz == 20000000);
    CHECK(seen.format == 1 && seen.width == 96 && seen.height == 64 && seen.orientation == 3 && seen.warm_up_frames == 100);

    /* A second open changes nothing. */
    Settings other;
    other.width = 160;
    CHECK(open_camera(&pins, other) == S_OK && g_result == EMBEDDED_CAMERA_ALREADY_OPEN && seen.width == 96);

    CHECK(call(camera_capture).with(&too_few).step() == CLR_E_OUT_OF_RANGE);
    CHECK(result_of(call(camera_capture).with(&pixels)) == 0 && pixels[96 * 64 - 1] == 7 && pixels[96 * 64] == 0);
    g_board.camera_result = EMBEDDED_CAMERA_TIMEOUT;
    CHECK(result_of(call(camera_capture).with(&pixels)) == EMBEDDED_CAMERA_TIMEOUT);
    g_board.camera_result = 0;
    CHECK(call(camera_close).step() == S_OK && call(camera_close).step() == S_OK);
    CHECK(result_of(call(camera_capture).with(&pixels)) == EMBEDDED_CAMERA_NOT_OPEN);
}
