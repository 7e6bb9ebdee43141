/* SPDX-License-Identifier: MIT
 *
 * The driver.
 */
#include "driver/gpio.h"
#include "esp_heap_caps.h"
#include "fake.h"
#include "sccb.h"
#include <stdlib.h>
#include <string.h>

const camera_sensor_info_t camera_sensor[CAMERA_MODEL_MAX] = {
    {CAMERA_OV7725, "OV7725", OV7725_SCCB_ADDR, OV2640_PID, FRAMESIZE_QVGA, false},
    {CAMERA_OV2640, "OV2640", OV2640_SCCB_ADDR, OV2640_PID, FRAMESIZE_QVGA, true},
};

static const struct
{
    size_t width;
    size_t height;
} c_resolution[] = {{96, 96}, {160, 120}, {128, 128}, {176, 144}, {240, 176}, {240, 240}, {320, 240}};

static sensor_t s_sensor;
static camera_fb_t s_buffer;
static uint8_t *s_pixels;
static void *s_dma;
static void *s_stack;
static bool s_is_free;
static bool s_is_reading;
static bool s_is_queued;
static int64_t s_began;

void fake_at_rest(void)
{
    CHECK(fake.internal_used == 0 && fake.psram_used == 0);
    CHECK(!fake.is_running && fake.clocks == 0 && !fake.bus_is_open);
    CHECK(fake.deinits == fake.starts);
    CHECK(fake.inits == 0 || fake.config.pin_pwdn < 0 || fake.level[32] == 1);
}

/* A VSYNC ends one frame and, where the buffer is free, begins the next. */
static void vsync(int64_t when)
{
    if (s_is_reading)
    {
        bool is_dropped = fake.dropped > 0;
        fake.dropped -= is_dropped ? 1 : 0;
        if (!is_dropped)
        {
            memcpy(s_pixels, &s_began, sizeof(s_began));
            s_is_free = false;
            s_is_queued = true;
        }
    }

    s_is_reading = s_is_free;
    s_began = when;
}

void fake_pass(int64_t microseconds)
{
    int64_t end = fake.now + microseconds;
    for (int64_t when = (fake.now / FAKE_PERIOD + 1) * FAKE_PERIOD; when <= end; when += FAKE_PERIOD)
    {
        if (fake.is_running && fake.sends_frames && s_stack != NULL)
        {
            vsync(when);
        }
    }

    fake.now = end;
}

static int set_pixformat(sensor_t *sensor, pixformat_t pixformat)
{
    sensor->pixformat = pixformat;
    return pixformat == PIXFORMAT_GRAYSCALE && !fake.has_gray ? -1 : 0;
}

static int set_vflip(sensor_t *sensor, int enable)
{
    CHECK(sensor == &s_sensor);
    fake.flips++;
    fake.flip = enable;
    return fake.has_flip ? 0 : -1;
}

static int set_hmirror(sensor_t *sensor, int enable)
{
    CHECK(sensor == &s_sensor);
    fake.mirrors++;
    fake.mirror = enable;
    return fake.has_flip ? 0 : -1;
}

static void let_go(void)
{
    heap_caps_free(s_stack);
    heap_caps_free(s_dma);
    heap_caps_free(s_pixels);
    s_stack = s_dma = NULL;
    s_pixels = NULL;
    fake.is_running = false;
    fake.clocks = 0;
    fake.bus_is_open = false;
}

static esp_err_t fail(esp_err_t error)
{
    let_go();
    return error;
}

static esp_err_t probe(const camera_config_t *config)
{
    fake.clocks |= config->pin_xclk >= 0 ? 1 << config->ledc_channel : 0;
    esp_err_t bus = SCCB_Init(config->pin_sccb_sda, config->pin_sccb_scl);
    if (bus != ESP_OK)
    {
        return bus;
    }

    if (config->pin_pwdn >= 0)
    {
        gpio_config_t pin = {.pin_bit_mask = 1ULL << config->pin_pwdn, .mode = GPIO_MODE_OUTPUT};
        gpio_config(&pin);
        gpio_set_level((gpio_num_t)config->pin_pwdn, 0);
    }

    return !fake.is_plugged || !fake.is_known ? ESP_ERR_NOT_SUPPORTED : fake.reset_fails ? ESP_FAIL : ESP_OK;
}

esp_err_t esp_camera_init(const camera_config_t *config)
{
    CHECK(!fake.is_running); /* the driver would lose what it has */
    CHECK(config->frame_size < FRAMESIZE_INVALID && config->fb_count == 1);
    fake.inits++;
    fake.config = *config;
    esp_err_t result = probe(config);
    if (result != ESP_OK)
    {
        return fail(result);
    }

    framesize_t size = config->frame_size > fake.largest ? fake.largest : config->frame_size;
    size_t bytes = c_resolution[size].width * c_resolution[size].height * (config->pixel_format == PIXFORMAT_GRAYSCALE ? 1 : 2);
    uint32_t where = config->fb_location == CAMERA_FB_IN_DRAM ? MALLOC_CAP_INTERNAL : MALLOC_CAP_SPIRAM;
    s_pixels = heap_caps_aligned_alloc(16, bytes, where | MALLOC_CAP_8BIT);
    s_dma = heap_caps_malloc(32768, MALLOC_CAP_DMA);
    if (s_pixels == NULL || s_dma == NULL)
    {
        return fail(ESP_FAIL);
    }

    s_stack = heap_caps_malloc(4096, MALLOC_CAP_INTERNAL); /* nobody looks whether the task is there */
    if (fake.size_fails)
    {
        return fail(ESP_ERR_CAMERA_FAILED_TO_SET_FRAME_SIZE);
    }

    s_sensor = (sensor_t){.set_pixformat = set_pixformat, .set_vflip = set_vflip, .set_hmirror = set_hmirror};
    s_sensor.status.framesize = size;
    if (fake.has_no_flip_function)
    {
        s_sensor.set_vflip = s_sensor.set_hmirror = NULL;
    }

    s_buffer = (camera_fb_t){.buf = s_pixels, .len = bytes};
    memset(s_pixels, 0, bytes);
    s_is_free = true;
    s_is_reading = s_is_queued = false;
    fake.is_running = true;
    fake.starts++;
    return ESP_OK;
}

esp_err_t esp_camera_deinit(void)
{
    CHECK(fake.is_running);
    fake.deinits++;
    let_go();
    return ESP_OK;
}

sensor_t *esp_camera_sensor_get(void)
{
    return fake.is_running && !fake.without_state ? &s_sensor : NULL;
}

camera_fb_t *esp_camera_fb_get(void)
{
    CHECK(fake.is_running);
    fake.gets++;
    if (fake.during_get != NULL)
    {
        fake.during_get();
    }

    for (int64_t waited = 0; !s_is_queued; waited += FAKE_PERIOD)
    {
        if (waited >= FAKE_PATIENCE)
        {
            return NULL;
        }

        fake_pass(FAKE_PERIOD - fake.now % FAKE_PERIOD);
    }

    size_t bytes = c_resolution[s_sensor.status.framesize].width * c_resolution[s_sensor.status.framesize].height
        * (fake.config.pixel_format == PIXFORMAT_GRAYSCALE ? 1 : 2);
    s_is_queued = false;
    s_buffer.buf = fake.torn == 5 ? NULL : s_pixels;
    s_buffer.len = bytes - (fake.torn == 1 ? 192 : 0);
    s_buffer.width = c_resolution[s_sensor.status.framesize].width + (fake.torn == 2 ? 1 : 0);
    s_buffer.height = c_resolution[s_sensor.status.framesize].height - (fake.torn == 3 ? 1 : 0);
    s_buffer.format = fake.torn == 4 ? PIXFORMAT_YUV422 : fake.config.pixel_format;
    fake.torn = 0;
    return &s_buffer;
}

void esp_camera_fb_return(camera_fb_t *fb)
{
    CHECK(fb == &s_buffer && !s_is_free && !s_is_queued);
    s_is_free = true;
}
