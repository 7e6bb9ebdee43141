/* SPDX-License-Identifier: MIT
 *
 * libFuzzer target: any bytes are opened, with length and CRC-32 made right, and run where they are a model. Needs clang:
 *     cmake -S firmware/Native/c -B build -DEMB_FUZZ=ON -DCMAKE_C_COMPILER=clang && cmake --build build --target emb_fuzz
 *     build/emb_fuzz -max_total_time=60 corpus
 */
#include <stdlib.h>
#include <string.h>

#include "emb.h"

#define MOST_ARENA_BYTES (1 << 16)
#define MOST_OPERATORS 64

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void put(uint8_t *file, size_t at, uint32_t value)
{
    for (size_t index = 0; index < 4; index++)
    {
        file[at + index] = (uint8_t)(value >> (8 * index));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    uint8_t *file = (uint8_t *)malloc(size == 0 ? 1 : size);
    uint8_t *arena = (uint8_t *)malloc(MOST_ARENA_BYTES);
    if (file == NULL || arena == NULL)
    {
        abort();
    }

    memcpy(file, data, size);
    memset(arena, 0, MOST_ARENA_BYTES);
    if (size >= 32)
    {
        put(file, 8, (uint32_t)size);
        put(file, 12, emb_crc32(file + 16, size - 16));
    }

    emb_model model;
    emb_status status = emb_open(&model, file, size, arena, MOST_ARENA_BYTES);
    if (status.code == EMB_OK && model.operator_count <= MOST_OPERATORS)
    {
        status = emb_run(&model, arena, MOST_ARENA_BYTES, NULL, NULL);
        if (status.code != EMB_OK)
        {
            abort(); /* what was opened runs */
        }
    }

    free(arena);
    free(file);
    return 0;
}
