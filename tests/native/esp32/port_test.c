/* SPDX-License-Identifier: MIT
 *
 * Runs the case whose name it is given: ends with 0 if it holds, else prints what did not.
 */
#include "test.h"
#include <stdio.h>
#include <string.h>

static const struct
{
    const char *name;
    void (*run)(void);
} c_cases[] = {
#define CASE(name) {#name, name},
#include "cases.h"
#undef CASE
};

embedded_camera_settings esp32_cam(void)
{
    embedded_camera_settings settings = {
        .pins = {32, -1, 0, 26, 27, 5, 18, 19, 21, 36, 39, 34, 35, 25, 23, 22},
        .clock_hz = 20000000,
        .format = EMB_RGB565_BIG_ENDIAN,
        .width = 96,
        .height = 96};
    return settings;
}

void open_gives(int32_t expected, const embedded_camera_settings *settings)
{
    int32_t result = embedded_port_camera_open(settings);
    if (result != expected)
    {
        printf("open gives %d, expected %d\n", (int)result, (int)expected);
    }

    CHECK(result == expected);
    if (expected != EMBEDDED_CAMERA_OK)
    {
        CHECK(embedded_port_camera_frame_bytes() == 0);
        fake_at_rest();
    }
}

int main(int argc, char **argv)
{
    for (size_t i = 0; argc > 1 && i < sizeof(c_cases) / sizeof(c_cases[0]); i++)
    {
        if (strcmp(argv[1], c_cases[i].name) == 0)
        {
            fake_reset();
            c_cases[i].run();
            return 0;
        }
    }

    printf("no such case\n");
    return 2;
}
