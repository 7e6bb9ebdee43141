/* SPDX-License-Identifier: MIT
 *
 * Memory for arenas and models.
 */
#include "embedded_port.h"
#include "esp_heap_caps.h"

enum
{
    ALIGNMENT = 16
};

/* External memory first: internal memory is small, and the radio and the camera can use no other. */
void *embedded_port_allocate(size_t bytes)
{
    void *memory = heap_caps_aligned_alloc(ALIGNMENT, bytes, MALLOC_CAP_SPIRAM | MALLOC_CAP_8BIT);
    return memory != NULL ? memory : heap_caps_aligned_alloc(ALIGNMENT, bytes, MALLOC_CAP_INTERNAL | MALLOC_CAP_8BIT);
}

void embedded_port_free(void *memory)
{
    heap_caps_free(memory);
}
