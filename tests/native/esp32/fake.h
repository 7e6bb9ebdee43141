/* SPDX-License-Identifier: MIT
 *
 * A chip and a camera driver that do what a test says. The driver is modelled on cam_hal.c and esp_camera.c of esp32-camera 2.1.5:
 * one buffer is filled from one VSYNC to the next while nobody holds it. Time passes only while somebody waits.
 */
#ifndef FAKE_H
#define FAKE_H

#include "driver/ledc.h"
#include "esp_camera.h"
#include "esp_partition.h"
#include "freertos/FreeRTOS.h"
#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum
{
    FAKE_PERIOD = 40000, /* microseconds from VSYNC to VSYNC */
    FAKE_PATIENCE = 4000000,
    FAKE_PINS = 40,
    FAKE_PARTITIONS = 4
};

typedef struct
{
    /* The chip. */
    size_t internal_bytes;
    size_t internal_used;
    size_t psram_bytes;
    size_t psram_used;
    int64_t now;
    int level[FAKE_PINS]; /* -1: nobody has made it an output */
    int clocks;           /* LEDC channels that run */
    bool clock_fails;
    bool bus_is_open;
    bool bus_is_taken; /* the application has the I2C port */
    bool bus_hangs;
    int probes;
    bool gate_fails;

    /* The sensor. */
    bool is_plugged;
    uint8_t address;
    bool is_known;
    framesize_t largest;
    bool has_gray;
    bool has_flip;
    bool has_no_flip_function;
    bool reset_fails;
    bool size_fails;
    bool sends_frames;
    int flips;
    int mirrors;
    int flip;
    int mirror;

    /* The driver. */
    bool is_running;
    int inits;
    int starts; /* inits that went well */
    int deinits;
    int gets;
    camera_config_t config;
    bool without_state; /* esp_camera_sensor_get has nothing to give */
    int torn;           /* of the next frame: 1 bytes, 2 width, 3 height, 4 format, 5 no memory */
    int dropped;        /* so many frames come with too few bytes, and the driver keeps them to itself */
    void (*during_get)(void);

    /* Tasks. */
    bool task_fails;
    int core;
    uint32_t stack;
    UBaseType_t priority;
    BaseType_t task_core;
    pthread_t task;

    /* Flash. */
    esp_partition_t partitions[FAKE_PARTITIONS];
    bool map_fails;
    int maps;
    int unmaps;
    size_t shown; /* the address that the latest mapping shows, or SPI_FLASH_CACHE2PHYS_FAIL */
    uint8_t *flash;
} fake_state;

extern fake_state fake;

/* A board as it should be: OV2640, 4 MB of PSRAM, the partitions of the firmware. */
void fake_reset(void);

/* Ends the test if what the driver or the port should have given back is still taken. */
void fake_at_rest(void);

void fake_pass(int64_t microseconds);

#define CHECK(condition) fake_check(condition, #condition, __FILE__, __LINE__)
void fake_check(bool condition, const char *text, const char *file, int line);

#endif
