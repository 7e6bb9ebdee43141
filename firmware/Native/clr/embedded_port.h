/* SPDX-License-Identifier: MIT
 *
 * What the glue between nanoCLR and the engine needs of a chip: memory, model slots, a camera, a task. firmware/Native/esp32
 * implements it for ESP32, tests/native for a PC. All functions are called on the CLR's task only, unless they say otherwise.
 */
#ifndef EMBEDDED_PORT_H
#define EMBEDDED_PORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Memory. */

/* Memory at a multiple of 16 for an arena or a model, external memory before internal; NULL if there is not enough. */
void *embedded_port_allocate(size_t bytes);

/* Gives memory back; NULL is harmless. */
void embedded_port_free(void *memory);

/* Model slots in flash. */

/*
 * The bytes of a slot, readable at a multiple of 16 until the next restart, and how many there are; NULL for a slot that does not
 * exist. The slot may hold anything: who reads it checks it.
 */
const uint8_t *embedded_port_slot(int32_t slot, size_t *bytes);

/* The camera. Results are 0 or a value of Embedded.Vision.CameraError. */

enum
{
    EMBEDDED_CAMERA_NOT_BUILT = -2, /* only from opening: this firmware has no driver */
    EMBEDDED_CAMERA_OK = 0,
    EMBEDDED_CAMERA_NOT_FOUND = 100,
    EMBEDDED_CAMERA_TIMEOUT = 101,
    EMBEDDED_CAMERA_TORN_FRAME = 102,
    EMBEDDED_CAMERA_UNSUPPORTED_FORMAT = 103,
    EMBEDDED_CAMERA_NO_MEMORY = 104,
    EMBEDDED_CAMERA_WRONG_SENSOR = 105,
    EMBEDDED_CAMERA_NO_PSRAM = 106,
    EMBEDDED_CAMERA_ALREADY_OPEN = 107,
    EMBEDDED_CAMERA_NOT_OPEN = 108,
    EMBEDDED_CAMERA_OTHER = 199
};

/* Places in embedded_camera_settings.pins; GPIO numbers, -1 for a pin that is not connected. */
enum
{
    EMBEDDED_PIN_POWER_DOWN = 0,
    EMBEDDED_PIN_RESET = 1,
    EMBEDDED_PIN_XCLK = 2,
    EMBEDDED_PIN_SIOD = 3,
    EMBEDDED_PIN_SIOC = 4,
    EMBEDDED_PIN_D0 = 5, /* D0 to D7 follow each other */
    EMBEDDED_PIN_VSYNC = 13,
    EMBEDDED_PIN_HREF = 14,
    EMBEDDED_PIN_PCLK = 15,
    EMBEDDED_PIN_COUNT = 16
};

/* Bits of embedded_camera_settings.orientation. */
enum
{
    EMBEDDED_FLIP_VERTICAL = 1,
    EMBEDDED_MIRROR_HORIZONTAL = 2
};

/* The arguments of NativeCamera.Open, their ranges checked. */
typedef struct
{
    int32_t pins[EMBEDDED_PIN_COUNT];
    int32_t clock_hz;
    int32_t format; /* EMB_GRAY8 ... of emb.h */
    int32_t width;
    int32_t height;
    int32_t orientation;
    int32_t warm_up_frames;
} embedded_camera_settings;

/* Starts the sensor and passes over the warm-up frames; after an error nothing is left open. */
int32_t embedded_port_camera_open(const embedded_camera_settings *settings);

/* Bytes of a frame of the open camera, 0 if it is not open. */
size_t embedded_port_camera_frame_bytes(void);

/* Copies a frame that began after the call; pixels has room for embedded_port_camera_frame_bytes. */
int32_t embedded_port_camera_capture(uint8_t *pixels);

/* Stops the sensor and frees its memory; harmless if it is not open. */
void embedded_port_camera_close(void);

/* Work beside the CLR. */

/*
 * Runs work(context) once on a task of its own and returns true at once, or returns false without running it: then the caller
 * runs it himself. At most one piece of work is under way. `work` ends by telling the caller through its context.
 */
bool embedded_port_start(void (*work)(void *context), void *context);

#ifdef __cplusplus
}
#endif

#endif
