/* SPDX-License-Identifier: MIT
 *
 * Embedded.Native.NativeCamera.
 */
#include "embedded_native.h"

#include <string.h>

#include "embedded_arguments.h"
#include "emb.h"
#include "embedded_port.h"
#include "embedded_soft_reboot.h"

using namespace embedded;

typedef Library_Embedded_Native_Embedded_Native_NativeCamera Camera;

static const int32_t most_warm_up_frames = 100;
static const int32_t largest_pin = 127;

static bool is_within(int32_t value, int32_t least, int32_t most)
{
    return value >= least && value <= most;
}

static bool are_valid(const embedded_camera_settings &settings)
{
    for (int32_t pin : settings.pins)
    {
        if (!is_within(pin, -1, largest_pin))
        {
            return false;
        }
    }

    return settings.clock_hz > 0
        && is_within(settings.format, EMB_GRAY8, EMB_RGB565_BIG_ENDIAN)
        && is_within(settings.width, 1, EMB_MAX_FRAME_SIDE)
        && is_within(settings.height, 1, EMB_MAX_FRAME_SIDE)
        && is_within(settings.orientation, 0, EMBEDDED_FLIP_VERTICAL | EMBEDDED_MIRROR_HORIZONTAL)
        && is_within(settings.warm_up_frames, 0, most_warm_up_frames);
}

HRESULT Camera::Open___STATIC__I4__SZARRAY_I4__I4__I4__I4__I4__I4__I4(CLR_RT_StackFrame &stack)
{
    Elements pins;
    HRESULT hr = elements(stack, 0, EMBEDDED_PIN_COUNT, &pins);
    if (FAILED(hr))
    {
        return hr;
    }

    embedded_camera_settings settings;
    memcpy(settings.pins, pins.first, sizeof settings.pins);
    settings.clock_hz = integer(stack, 1);
    settings.format = integer(stack, 2);
    settings.width = integer(stack, 3);
    settings.height = integer(stack, 4);
    settings.orientation = integer(stack, 5);
    settings.warm_up_frames = integer(stack, 6);
    if (pins.count != EMBEDDED_PIN_COUNT || !are_valid(settings))
    {
        return CLR_E_OUT_OF_RANGE;
    }

    release_on_soft_reboot();
    bool is_open = embedded_port_camera_frame_bytes() != 0;
    int32_t status = is_open ? EMBEDDED_CAMERA_ALREADY_OPEN : embedded_port_camera_open(&settings);
    if (status == EMBEDDED_CAMERA_NOT_BUILT)
    {
        return CLR_E_NOT_SUPPORTED;
    }

    stack.SetResult_I4(status);
    return S_OK;
}

HRESULT Camera::Capture___STATIC__I4__SZARRAY_U1(CLR_RT_StackFrame &stack)
{
    Elements pixels;
    HRESULT hr = elements(stack, 0, 0, &pixels);
    if (FAILED(hr))
    {
        return hr;
    }

    size_t frame_bytes = embedded_port_camera_frame_bytes();
    if (pixels.count < frame_bytes)
    {
        return CLR_E_OUT_OF_RANGE;
    }

    stack.SetResult_I4(frame_bytes == 0 ? EMBEDDED_CAMERA_NOT_OPEN : embedded_port_camera_capture((uint8_t *)pixels.first));
    return S_OK;
}

HRESULT Camera::Close___STATIC__VOID(CLR_RT_StackFrame &stack)
{
    (void)stack;
    embedded_port_camera_close();
    return S_OK;
}
