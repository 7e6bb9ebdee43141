/* SPDX-License-Identifier: MIT
 *
 * Capturing and closing. A frame's first eight bytes say when it began.
 */
#include "test.h"
#include <string.h>
#include <unistd.h>

static uint8_t s_pixels[96 * 96 * 2];

static void open_after(int32_t warm_up_frames)
{
    embedded_camera_settings settings = esp32_cam();
    settings.warm_up_frames = warm_up_frames;
    open_gives(EMBEDDED_CAMERA_OK, &settings);
}

static void close_and_rest(void)
{
    embedded_port_camera_close();
    CHECK(embedded_port_camera_frame_bytes() == 0);
    fake_at_rest();
}

/* Captures; the frame began after the call, and at most so many VSYNCs later. */
static void capture_is_fresh(int most_periods)
{
    int64_t called = fake.now;
    CHECK(embedded_port_camera_capture(s_pixels) == EMBEDDED_CAMERA_OK);
    int64_t began;
    memcpy(&began, s_pixels, sizeof(began));
    CHECK(began >= called && began <= called + (int64_t)most_periods * FAKE_PERIOD);
    CHECK(fake.now == began + FAKE_PERIOD);
}

void capture_frame_began_after_the_call(void)
{
    open_after(2);
    for (int64_t wait = 0; wait < 8 * FAKE_PERIOD; wait += 1237)
    {
        fake_pass(wait);
        capture_is_fresh(1);
    }

    close_and_rest();
}

void capture_rests_between_captures(void)
{
    open_after(1);
    for (int i = 0; i < 10; i++)
    {
        fake.gets = 0;
        capture_is_fresh(1);
        CHECK(fake.gets == 1);
        fake_pass(10 * FAKE_PERIOD);
    }

    close_and_rest();
}

void capture_without_warm_up_frame_began_after_the_call(void)
{
    for (int64_t wait = 0; wait < 8 * FAKE_PERIOD; wait += 1237)
    {
        open_after(0);
        fake_pass(wait);
        capture_is_fresh(3);
        capture_is_fresh(1);
        close_and_rest();
    }
}

void capture_after_timeout_frame_began_after_the_call(void)
{
    open_after(1);
    for (int64_t wait = 0; wait < 4 * FAKE_PERIOD; wait += 1237)
    {
        fake.sends_frames = false;
        CHECK(embedded_port_camera_capture(s_pixels) == EMBEDDED_CAMERA_TIMEOUT);
        fake.sends_frames = true;
        fake_pass(wait);
        capture_is_fresh(3);
    }

    close_and_rest();
}

void capture_dropped_frames_waits_for_a_whole_one(void)
{
    open_after(1);
    fake.dropped = 3;
    capture_is_fresh(4);
    close_and_rest();
}

void capture_no_frames_timeout(void)
{
    open_after(1);
    fake.sends_frames = false;
    for (int i = 0; i < 3; i++)
    {
        CHECK(embedded_port_camera_capture(s_pixels) == EMBEDDED_CAMERA_TIMEOUT);
    }

    close_and_rest();
}

void capture_torn_frame_says_so_and_next_is_whole(void)
{
    open_after(1);
    for (int torn = 1; torn <= 5; torn++)
    {
        memset(s_pixels, 0x5A, sizeof(s_pixels));
        fake.torn = torn;
        CHECK(embedded_port_camera_capture(s_pixels) == EMBEDDED_CAMERA_TORN_FRAME);
        CHECK(s_pixels[0] == 0x5A && s_pixels[sizeof(s_pixels) - 1] == 0x5A);
        capture_is_fresh(1);
    }

    close_and_rest();
}

void capture_before_open_and_after_close_not_open(void)
{
    CHECK(embedded_port_camera_capture(s_pixels) == EMBEDDED_CAMERA_NOT_OPEN);
    open_after(0);
    close_and_rest();
    CHECK(embedded_port_camera_capture(s_pixels) == EMBEDDED_CAMERA_NOT_OPEN);
    CHECK(fake.gets == 0);
}

void close_not_open_harmless(void)
{
    embedded_port_camera_close();
    embedded_camera_settings settings = esp32_cam();
    fake.is_plugged = false;
    open_gives(EMBEDDED_CAMERA_NOT_FOUND, &settings);
    embedded_port_camera_close();
    fake_at_rest();
}

void close_twice_stops_once(void)
{
    for (int32_t frames = 0; frames < 2; frames++)
    {
        open_after(frames);
        close_and_rest();
        close_and_rest();
        CHECK(fake.deinits == frames + 1);
    }
}

static pthread_t s_closer;

static void *close_elsewhere(void *argument)
{
    (void)argument;
    embedded_port_camera_close();
    return NULL;
}

/* The CLR restarts while a task waits in the driver. */
static void restart(void)
{
    fake.during_get = NULL;
    CHECK(pthread_create(&s_closer, NULL, close_elsewhere, NULL) == 0);
    usleep(50000);
    CHECK(fake.deinits == 0);
}

void close_during_capture_waits(void)
{
    open_after(1);
    fake.during_get = restart;
    capture_is_fresh(1);
    CHECK(pthread_join(s_closer, NULL) == 0);
    CHECK(fake.deinits == 1);
    fake_at_rest();
    open_after(1);
    capture_is_fresh(1);
    close_and_rest();
}
