/* SPDX-License-Identifier: MIT
 *
 * Flash of the chip, and what all parts of the fake share.
 */
#include "fake.h"
#include "spi_flash_mmap.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

fake_state fake;

void fake_check(bool condition, const char *text, const char *file, int line)
{
    if (!condition)
    {
        printf("%s:%d: %s\n", file, line, text);
        exit(1);
    }
}

void fake_reset(void)
{
    memset(&fake, 0, sizeof(fake));
    for (int pin = 0; pin < FAKE_PINS; pin++)
    {
        fake.level[pin] = -1;
    }

    fake.internal_bytes = 120000;
    fake.psram_bytes = 262144;
    fake.is_plugged = true;
    fake.address = OV2640_SCCB_ADDR;
    fake.is_known = true;
    fake.largest = FRAMESIZE_QVGA;
    fake.has_gray = true;
    fake.has_flip = true;
    fake.sends_frames = true;
    fake.core = 1;
    fake.shown = 0;
    fake.partitions[0] = (esp_partition_t){.type = ESP_PARTITION_TYPE_DATA, .address = 0x9000, .size = 0x6000, .label = "nvs"};
    fake.partitions[1] = (esp_partition_t){.type = ESP_PARTITION_TYPE_DATA, .address = 0x1E0000, .size = 0x1C0000, .label = "deploy"};
}

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
