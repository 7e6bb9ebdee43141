/* SPDX-License-Identifier: MIT
 *
 * Model slots.
 */
#include "spi_flash_mmap.h"
#include "test.h"

static uint8_t s_flash[0x400000];

static void add(int index, const char *label, uint32_t address, uint32_t size)
{
    esp_partition_t *partition = &fake.partitions[index];
    partition->type = ESP_PARTITION_TYPE_DATA;
    partition->address = address;
    partition->size = size;
    for (int i = 0; i < 17; i++)
    {
        partition->label[i] = label[i];
        if (label[i] == 0)
        {
            break;
        }
    }
}

static void slot_is(int32_t slot, size_t address, size_t expected)
{
    size_t bytes = 1;
    fake.flash = s_flash;
    const uint8_t *memory = embedded_port_slot(slot, &bytes);
    CHECK(memory == (expected == 0 ? NULL : s_flash + address));
    CHECK(bytes == expected);
}

void slot_labelled_partition(void)
{
    add(2, "model0", 0x3A0000, 0x20000);
    slot_is(0, 0x3A0000, 0x20000);
    slot_is(1, 0, 0); /* the end of "deploy" is the application's then */
    add(3, "model3", 0x3C1000, 0x1000);
    slot_is(3, 0x3C1000, 0x1000);
}

/* As firmware.modelSlots in boards/esp32-cam/board.json. */
void slot_end_of_deploy(void)
{
    slot_is(0, 0x260000, 0x140000);
    slot_is(1, 0x300000, 0xA0000);
}

void slot_out_of_range_or_absent(void)
{
    slot_is(-1, 0, 0);
    slot_is(2, 0, 0);
    slot_is(3, 0, 0);
    slot_is(4, 0, 0);
    slot_is(INT32_MAX, 0, 0);
    slot_is(INT32_MIN, 0, 0);
    add(1, "app", 0x1E0000, 0x1C0000);
    slot_is(0, 0, 0);
    CHECK(fake.maps == 0);
}

void slot_deploy_too_small(void)
{
    add(1, "deploy", 0x1E0000, 0x140000);
    slot_is(0, 0, 0);
    slot_is(1, 0x280000, 0xA0000);
}

void slot_mapping_fails_then_works(void)
{
    fake.map_fails = true;
    slot_is(0, 0, 0);
    fake.map_fails = false;
    slot_is(0, 0x260000, 0x140000);
    CHECK(fake.maps == 1 && fake.unmaps == 0);
}

void slot_mapped_once(void)
{
    for (int i = 0; i < 5; i++)
    {
        slot_is(0, 0x260000, 0x140000);
    }

    CHECK(fake.maps == 1 && fake.unmaps == 0);
}

void slot_mapped_again_after_the_clr_unmapped_it(void)
{
    slot_is(0, 0x260000, 0x140000);
    fake.shown = SPI_FLASH_CACHE2PHYS_FAIL;
    slot_is(0, 0x260000, 0x140000);
    CHECK(fake.maps == 2 && fake.unmaps == 1);
    fake.shown = 0x1E0000; /* something else is shown there now */
    fake.map_fails = true;
    slot_is(0, 0, 0);
    fake.map_fails = false;
    slot_is(0, 0x260000, 0x140000);
    CHECK(fake.maps == 3 && fake.unmaps == 2);
}
