/* SPDX-License-Identifier: MIT
 *
 * What firmware/Native/esp32 uses of freertos/semphr.h of ESP-IDF 5.5.4: its names, types and values.
 */
#ifndef SEMAPHORE_H
#define SEMAPHORE_H

#include "freertos/FreeRTOS.h"

typedef struct QueueDefinition *QueueHandle_t;
typedef QueueHandle_t SemaphoreHandle_t;

/* Macros over the functions of queues there. */
SemaphoreHandle_t xSemaphoreCreateMutex(void);
BaseType_t xSemaphoreTake(SemaphoreHandle_t xSemaphore, TickType_t xBlockTime);
BaseType_t xSemaphoreGive(SemaphoreHandle_t xSemaphore);

#endif
