/* SPDX-License-Identifier: MIT
 *
 * What firmware/Native/esp32 uses of freertos/FreeRTOS.h of ESP-IDF 5.5.4: its names, types and values.
 */
#ifndef FREERTOS_H
#define FREERTOS_H

#include <stdint.h>

typedef int BaseType_t;
typedef unsigned int UBaseType_t;
typedef uint32_t TickType_t;

#define pdFALSE ((BaseType_t)0)
#define pdTRUE ((BaseType_t)1)
#define pdPASS (pdTRUE)
#define portMAX_DELAY ((TickType_t)0xffffffffUL)
#define configTICK_RATE_HZ 100
#define pdMS_TO_TICKS(xTimeInMs) ((TickType_t)(((TickType_t)(xTimeInMs) * (TickType_t)configTICK_RATE_HZ) / (TickType_t)1000U))

/* A number of the chip there; here a test says how many. */
#define portNUM_PROCESSORS fake_processors
extern int fake_processors;

BaseType_t xPortGetCoreID(void);

#endif
