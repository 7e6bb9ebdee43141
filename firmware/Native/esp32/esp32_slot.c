/* SPDX-License-Identifier: MIT
 *
 * Model slots in flash: the data partitions "model0" to "model3" if the table has a "model0", else the end of the partition
 * "deploy", as firmware.modelSlots in boards/esp32-cam/board.json has it.
 *
 * Nothing is copied: a slot is mapped, in pages of 64 KB, into the chip's window for constants, which has 64 pages (4 MB) on an
 * ESP32. nanoCLR keeps all of "deploy" mapped; ESP-IDF answers a request for a part of it with an address in that mapping and takes
 * no further page, though it wants as many to be free (esp_mmu_map). nanoCLR unmaps and maps again when it restarts without the chip,
 * so every call asks whether the address still shows the slot.
 */
#include "embedded_port.h"
#include "esp_partition.h"
#include "spi_flash_mmap.h"

enum
{
    SLOTS = 4,
    LABEL_DIGIT = 5 /* place of the digit in "model0" */
};

/* Where a slot is in flash. */
typedef struct
{
    const esp_partition_t *partition;
    size_t offset;
    size_t bytes;
} place;

typedef struct
{
    const void *memory; /* NULL: not mapped */
    esp_partition_mmap_handle_t handle;
} mapping;

static mapping s_mappings[SLOTS];

/* Bytes from a slot's start to the end of "deploy"; 0 for a slot that is not there. A model in slot 0 may reach into slot 1. */
static const size_t c_end_of_deploy[SLOTS] = {0x140000, 0xA0000, 0, 0};

static const esp_partition_t *labelled(int32_t slot)
{
    char label[] = "model0";
    label[LABEL_DIGIT] = (char)('0' + slot);
    return esp_partition_find_first(ESP_PARTITION_TYPE_DATA, ESP_PARTITION_SUBTYPE_ANY, label);
}

static bool locate(int32_t slot, place *found)
{
    const esp_partition_t *partition = labelled(slot);
    if (partition != NULL)
    {
        found->partition = partition;
        found->offset = 0;
        found->bytes = partition->size;
        return true;
    }

    size_t bytes = c_end_of_deploy[slot];
    partition = esp_partition_find_first(ESP_PARTITION_TYPE_DATA, ESP_PARTITION_SUBTYPE_ANY, "deploy");
    if (bytes == 0 || partition == NULL || partition->size <= bytes || labelled(0) != NULL)
    {
        return false;
    }

    found->partition = partition;
    found->offset = partition->size - bytes;
    found->bytes = bytes;
    return true;
}

static bool still_shows(const mapping *old, const place *wanted)
{
    return old->memory != NULL && spi_flash_cache2phys(old->memory) == wanted->partition->address + wanted->offset;
}

const uint8_t *embedded_port_slot(int32_t slot, size_t *bytes)
{
    place wanted;
    *bytes = 0;
    if (slot < 0 || slot >= SLOTS || !locate(slot, &wanted))
    {
        return NULL;
    }

    mapping *mapped = &s_mappings[slot];
    if (!still_shows(mapped, &wanted))
    {
        if (mapped->memory != NULL)
        {
            esp_partition_munmap(mapped->handle); /* frees its list of pages; the pages were nanoCLR's */
            mapped->memory = NULL;
        }

        esp_err_t result = esp_partition_mmap(
            wanted.partition, wanted.offset, wanted.bytes, ESP_PARTITION_MMAP_DATA, &mapped->memory, &mapped->handle);
        if (result != ESP_OK)
        {
            mapped->memory = NULL;
            return NULL;
        }
    }

    *bytes = wanted.bytes;
    return mapped->memory;
}
