/* SPDX-License-Identifier: MIT
 *
 * Work on a task of its own, on the core that the CLR does not use, made when there is work and gone afterwards.
 */
#include "embedded_port.h"
#include "esp_heap_caps.h"
#include "freertos/FreeRTOS.h"
#include "freertos/task.h"

enum
{
    /* Three times the engine's deepest stack of 2,672 bytes: register windows, the observer and a saved context come on top. */
    STACK_BYTES = 8192,

    /* nanoCLR's tasks, the receiver of the debugger's commands among them, have 5. */
    PRIORITY = 4
};

typedef struct
{
    void (*work)(void *context);
    void *context;
} job;

static void run(void *argument)
{
    job mine = *(job *)argument;
    heap_caps_free(argument);
    mine.work(mine.context);
    vTaskDelete(NULL);
}

bool embedded_port_start(void (*work)(void *context), void *context)
{
    if (portNUM_PROCESSORS < 2)
    {
        return false;
    }

    job *next = heap_caps_malloc(sizeof(job), MALLOC_CAP_INTERNAL | MALLOC_CAP_8BIT);
    if (next == NULL)
    {
        return false;
    }

    next->work = work;
    next->context = context;
    BaseType_t core = xPortGetCoreID() == 0 ? 1 : 0;
    if (xTaskCreatePinnedToCore(run, "embedded", STACK_BYTES, next, PRIORITY, NULL, core) != pdPASS)
    {
        heap_caps_free(next);
        return false;
    }

    return true;
}
