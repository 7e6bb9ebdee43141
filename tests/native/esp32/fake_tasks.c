/* SPDX-License-Identifier: MIT
 *
 * Tasks and their gate, as threads.
 */
#include "fake.h"
#include "freertos/FreeRTOS.h"
#include "freertos/semphr.h"
#include "freertos/task.h"
#include <stdlib.h>
#include <string.h>

int fake_processors = 2;

BaseType_t xPortGetCoreID(void)
{
    return fake.core;
}

typedef struct
{
    TaskFunction_t code;
    void *argument;
} beginning;

static void *begin(void *argument)
{
    beginning mine = *(beginning *)argument;
    free(argument);
    mine.code(mine.argument);
    abort(); /* a task must not return */
}

BaseType_t xTaskCreatePinnedToCore(
    TaskFunction_t pxTaskCode, const char *const pcName, const uint32_t ulStackDepth, void *const pvParameters, UBaseType_t uxPriority,
    TaskHandle_t *const pxCreatedTask, const BaseType_t xCoreID)
{
    CHECK(strlen(pcName) < 16 && pxCreatedTask == NULL);
    fake.stack = ulStackDepth;
    fake.priority = uxPriority;
    fake.task_core = xCoreID;
    if (fake.task_fails)
    {
        return -1;
    }

    beginning *start = malloc(sizeof(beginning));
    start->code = pxTaskCode;
    start->argument = pvParameters;
    CHECK(pthread_create(&fake.task, NULL, begin, start) == 0);
    return pdPASS;
}

void vTaskDelay(const TickType_t xTicksToDelay)
{
    CHECK(xTicksToDelay > 0);
}

void vTaskDelete(TaskHandle_t xTaskToDelete)
{
    CHECK(xTaskToDelete == NULL);
    pthread_exit(NULL);
}

static pthread_mutex_t s_mutex = PTHREAD_MUTEX_INITIALIZER;

SemaphoreHandle_t xSemaphoreCreateMutex(void)
{
    return fake.gate_fails ? NULL : (SemaphoreHandle_t)&s_mutex;
}

BaseType_t xSemaphoreTake(SemaphoreHandle_t xSemaphore, TickType_t xBlockTime)
{
    CHECK(xSemaphore == (SemaphoreHandle_t)&s_mutex && xBlockTime == portMAX_DELAY);
    return pthread_mutex_lock(&s_mutex) == 0 ? pdTRUE : pdFALSE;
}

BaseType_t xSemaphoreGive(SemaphoreHandle_t xSemaphore)
{
    CHECK(xSemaphore == (SemaphoreHandle_t)&s_mutex);
    return pthread_mutex_unlock(&s_mutex) == 0 ? pdTRUE : pdFALSE;
}
