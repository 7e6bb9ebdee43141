/* SPDX-License-Identifier: MIT */
#include "embedded_model_slots.h"

#include <string.h>

#include "emb.h"
#include "emb_format.h"
#include "embedded_port.h"

namespace embedded
{

alignas(EMB_ALIGNMENT) static const uint8_t s_nothing[EMB_ALIGNMENT] = {0};

/* The record behind a model, at a multiple of its own length. */
static const size_t record_bytes = 16;
static const uint32_t record_magic = 0x4E514553; /* "SEQN" */
static const int32_t header_crc_at = 12;

static uint8_t *s_memory;
static size_t s_memory_bytes;

static size_t length_in_header(const uint8_t *slot, size_t bytes)
{
    if (slot == NULL || bytes < EMB_HEADER_BYTES || emb_u32(slot, 0) != EMB_MAGIC)
    {
        return 0;
    }

    int32_t length = emb_i32(slot, 8);
    return length < EMB_HEADER_BYTES || (size_t)length > bytes ? 0 : (size_t)length;
}

ModelFile model_file(int32_t slot)
{
    ModelFile file = {s_memory, s_memory_bytes};
    if (slot != memory_slot)
    {
        size_t bytes = 0;
        file.bytes = embedded_port_slot(slot, &bytes);
        file.length = length_in_header(file.bytes, bytes);
    }

    if (file.length == 0)
    {
        file.bytes = s_nothing;
    }

    return file;
}

uint32_t model_sequence(int32_t slot)
{
    size_t bytes = 0;
    const uint8_t *start = slot == memory_slot ? NULL : embedded_port_slot(slot, &bytes);
    size_t length = length_in_header(start, bytes);
    size_t gap = (record_bytes - length % record_bytes) % record_bytes;
    if (length == 0 || bytes - length < gap + record_bytes)
    {
        return 0;
    }

    const uint8_t *record = start + length + gap;
    bool is_valid = emb_u32(record, 0) == record_magic && emb_u32(record, 8) == emb_u32(start, header_crc_at)
        && emb_u32(record, 12) == emb_crc32(record, 12);
    return is_valid ? emb_u32(record, 4) : 0;
}

bool allocate_model(size_t bytes)
{
    embedded_port_free(s_memory);
    s_memory = bytes == 0 ? NULL : (uint8_t *)embedded_port_allocate(bytes);
    s_memory_bytes = s_memory == NULL ? 0 : bytes;
    if (s_memory != NULL)
    {
        memset(s_memory, 0, bytes);
    }

    return s_memory_bytes == bytes;
}

uint8_t *model_memory()
{
    return s_memory;
}

} // namespace embedded
