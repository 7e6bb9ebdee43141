/* SPDX-License-Identifier: MIT
 *
 * Memory, pins, clock, bus, tasks and flash of the chip.
 */
#include "driver/gpio.h"
#include "esp_heap_caps.h"
#include "fake.h"
#include "freertos/FreeRTOS.h"
#include "freertos/semphr.h"
#include "freertos/task.h"
#include "sccb.h"
#include "spi_flash_mmap.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

fake_state fake;
int fake_processors = 2;

void fake_check(bool condition, const char *text, const char *file, int line)
{
    if (!condition)
    {
        printf("%s:%d: %s\n", file, line, text);
        exit(1);
    }
}

/* Memory: what is taken, in two regions without fragments. */

typedef struct
{
    size_t bytes;
    bool is_external;
} block;

_Static_assert(sizeof(block) == 16, "blocks keep the alignment");

void *heap_caps_aligned_alloc(size_t alignment, size_t size, uint32_t caps)
{
    bool is_external = (caps & MALLOC_CAP_SPIRAM) != 0;
    size_t *used = is_external ? &fake.psram_used : &fake.internal_used;
    CHECK(alignment == 16 && size > 0);
    CHECK((caps & (MALLOC_CAP_SPIRAM | MALLOC_CAP_INTERNAL | MALLOC_CAP_DMA)) != 0);
    if (size > (is_external ? fake.psram_bytes : fake.internal_bytes) - *used)
    {
        return NULL;
    }

    block *taken = aligned_alloc(16, (sizeof(block) + size + 15) / 16 * 16);
    taken->bytes = size;
    taken->is_external = is_external;
    *used += size;
    return taken + 1;
}

void *heap_caps_malloc(size_t size, uint32_t caps)
{
    return heap_caps_aligned_alloc(16, size, caps);
}

void heap_caps_free(void *ptr)
{
    if (ptr != NULL)
    {
        block *taken = (block *)ptr - 1;
        *(taken->is_external ? &fake.psram_used : &fake.internal_used) -= taken->bytes;
        free(taken);
    }
}

size_t heap_caps_get_total_size(uint32_t caps)
{
    CHECK(caps == MALLOC_CAP_SPIRAM);
    return fake.psram_bytes;
}

/* Pins, clock, bus. */

esp_err_t gpio_config(const gpio_config_t *pGPIOConfig)
{
    CHECK(pGPIOConfig->mode == GPIO_MODE_OUTPUT);
    for (int pin = 0; pin < FAKE_PINS; pin++)
    {
        if ((pGPIOConfig->pin_bit_mask >> pin & 1) != 0 && fake.level[pin] < 0)
        {
            fake.level[pin] = 0;
        }
    }

    return ESP_OK;
}

esp_err_t gpio_set_level(gpio_num_t gpio_num, uint32_t level)
{
    CHECK(fake.level[gpio_num] >= 0);
    fake.level[gpio_num] = (int)level;
    return ESP_OK;
}

esp_err_t ledc_timer_config(const ledc_timer_config_t *timer_conf)
{
    CHECK(timer_conf->freq_hz == 20000000 && timer_conf->duty_resolution == LEDC_TIMER_1_BIT && !timer_conf->deconfigure);
    return fake.clock_fails ? ESP_FAIL : ESP_OK;
}

esp_err_t ledc_channel_config(const ledc_channel_config_t *ledc_conf)
{
    CHECK(ledc_conf->gpio_num == 0 && ledc_conf->duty == 1 && ledc_conf->speed_mode == LEDC_LOW_SPEED_MODE);
    fake.clocks |= 1 << ledc_conf->channel;
    return ESP_OK;
}

esp_err_t ledc_stop(ledc_mode_t speed_mode, ledc_channel_t channel, uint32_t idle_level)
{
    CHECK(speed_mode == LEDC_LOW_SPEED_MODE && idle_level == 0);
    fake.clocks &= ~(1 << channel);
    return ESP_OK;
}

int SCCB_Init(int pin_sda, int pin_scl)
{
    CHECK(pin_sda == 26 && pin_scl == 27 && !fake.bus_is_open);
    fake.bus_is_open = !fake.bus_is_taken;
    return fake.bus_is_open ? ESP_OK : ESP_FAIL;
}

int SCCB_Deinit(void)
{
    fake.bus_is_open = false;
    return ESP_OK;
}

/* A sensor answers while it is awake and has a clock. */
int SCCB_Probe(uint8_t slv_addr)
{
    CHECK(fake.bus_is_open);
    fake.probes++;
    if (fake.bus_hangs)
    {
        return ESP_ERR_TIMEOUT;
    }

    return fake.is_plugged && slv_addr == fake.address && fake.clocks != 0 && fake.level[32] == 0 ? ESP_OK : ESP_FAIL;
}

/* Tasks. */

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

/* Flash. */

const esp_partition_t *esp_partition_find_first(esp_partition_type_t type, esp_partition_subtype_t subtype, const char *label)
{
    CHECK(type == ESP_PARTITION_TYPE_DATA && subtype == ESP_PARTITION_SUBTYPE_ANY);
    for (int i = 0; i < FAKE_PARTITIONS; i++)
    {
        if (strcmp(fake.partitions[i].label, label) == 0)
        {
            return &fake.partitions[i];
        }
    }

    return NULL;
}

esp_err_t esp_partition_mmap(
    const esp_partition_t *partition, size_t offset, size_t size, esp_partition_mmap_memory_t memory, const void **out_ptr,
    esp_partition_mmap_handle_t *out_handle)
{
    CHECK(memory == ESP_PARTITION_MMAP_DATA && offset + size <= partition->size);
    if (fake.map_fails)
    {
        return ESP_ERR_NOT_FOUND;
    }

    fake.maps++;
    fake.shown = partition->address + offset;
    *out_ptr = fake.flash + fake.shown;
    *out_handle = (esp_partition_mmap_handle_t)fake.maps;
    return ESP_OK;
}

void esp_partition_munmap(esp_partition_mmap_handle_t handle)
{
    CHECK(handle > 0 && (int)handle <= fake.maps);
    fake.unmaps++;
}

size_t spi_flash_cache2phys(const void *cached)
{
    return cached == fake.flash + fake.shown ? fake.shown : SPI_FLASH_CACHE2PHYS_FAIL;
}
