/* SPDX-License-Identifier: MIT
 *
 * Memory of the chip: what is taken, in two regions without fragments.
 */
#include "esp_heap_caps.h"
#include "fake.h"
#include <stdlib.h>

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
