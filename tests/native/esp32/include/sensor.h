/* SPDX-License-Identifier: MIT
 *
 * What firmware/Native/esp32 uses of sensor.h of esp32-camera 2.1.5: its names, types and values.
 */
#ifndef SENSOR_H
#define SENSOR_H

#include <stdbool.h>
#include <stdint.h>

typedef enum
{
    OV2640_PID = 0x26,
} camera_pid_t;

typedef enum
{
    CAMERA_OV7725,
    CAMERA_OV2640,
    CAMERA_MODEL_MAX = 17,
    CAMERA_NONE,
} camera_model_t;

typedef enum
{
    OV7725_SCCB_ADDR = 0x21,
    OV2640_SCCB_ADDR = 0x30,
} camera_sccb_addr_t;

typedef enum
{
    PIXFORMAT_RGB565,
    PIXFORMAT_YUV422,
    PIXFORMAT_YUV420,
    PIXFORMAT_GRAYSCALE,
} pixformat_t;

typedef enum
{
    FRAMESIZE_96X96,
    FRAMESIZE_QQVGA,
    FRAMESIZE_128X128,
    FRAMESIZE_QCIF,
    FRAMESIZE_HQVGA,
    FRAMESIZE_240X240,
    FRAMESIZE_QVGA,
    FRAMESIZE_INVALID = 25,
} framesize_t;

typedef struct
{
    const camera_model_t model;
    const char *name;
    const camera_sccb_addr_t sccb_addr;
    const camera_pid_t pid;
    const framesize_t max_size;
    const bool support_jpeg;
} camera_sensor_info_t;

extern const camera_sensor_info_t camera_sensor[];

typedef struct
{
    uint8_t MIDH;
    uint8_t MIDL;
    uint16_t PID;
    uint8_t VER;
} sensor_id_t;

/* More members follow there: a sensor is only used through pointers. */
typedef struct
{
    framesize_t framesize;
} camera_status_t;

typedef struct _sensor sensor_t;
struct _sensor
{
    sensor_id_t id;
    uint8_t slv_addr;
    pixformat_t pixformat;
    camera_status_t status;
    int (*set_pixformat)(sensor_t *sensor, pixformat_t pixformat);
    int (*set_hmirror)(sensor_t *sensor, int enable);
    int (*set_vflip)(sensor_t *sensor, int enable);
};

#endif
