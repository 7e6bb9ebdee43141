/* SPDX-License-Identifier: MIT */
#include "embedded_network.h"

#include <string.h>

#include "embedded_port.h"
#include "embedded_model_slots.h"

namespace embedded
{

static Network s_network;

Network &network()
{
    return s_network;
}

static const int8_t *values(const emb_tensor &tensor)
{
    return (const int8_t *)s_network.arena + tensor.offset;
}

static void observe(void *context, int32_t index, const int8_t *output, int32_t count)
{
    uint32_t *sums = (uint32_t *)context;
    sums[1 + index] = emb_crc32(output, (size_t)count);
}

bool open_network(int32_t slot, emb_status *status)
{
    /* With next to no memory first: the file is checked before anything in it is believed, and then the need is known. */
    alignas(EMB_ALIGNMENT) static uint8_t scratch[EMB_ALIGNMENT];

    close_network();
    ModelFile file = model_file(slot);
    *status = emb_open(&s_network.model, file.bytes, file.length, scratch, sizeof scratch);
    if (status->code != EMB_OK && status->code != EMB_ARENA_TOO_SMALL)
    {
        return true;
    }

    s_network.slot = slot;
    s_network.arena_bytes = (size_t)(status->code == EMB_OK ? emb_arena_bytes(&s_network.model) : status->index);
    s_network.arena = embedded_port_allocate(s_network.arena_bytes);
    if (s_network.arena == NULL)
    {
        close_network();
        return false;
    }

    *status = emb_open(&s_network.model, file.bytes, file.length, s_network.arena, s_network.arena_bytes);
    if (status->code != EMB_OK)
    {
        close_network();
        return true;
    }

    size_t sums_bytes = (1 + (size_t)s_network.model.operator_count) * sizeof(uint32_t);
    s_network.sums = (uint32_t *)embedded_port_allocate(sums_bytes);
    if (s_network.sums == NULL)
    {
        close_network();
        return false;
    }

    memset(s_network.arena, 0, s_network.arena_bytes);
    memset(s_network.sums, 0, sums_bytes);
    return true;
}

emb_status run_network(bool with_sums)
{
    if (!with_sums)
    {
        return emb_run(&s_network.model, s_network.arena, s_network.arena_bytes, NULL, NULL);
    }

    emb_tensor input = emb_input(&s_network.model);
    s_network.sums[0] = emb_crc32(values(input), (size_t)emb_count(&input));
    return emb_run(&s_network.model, s_network.arena, s_network.arena_bytes, observe, s_network.sums);
}

void close_network()
{
    embedded_port_free(s_network.sums);
    embedded_port_free(s_network.arena);
    memset(&s_network, 0, sizeof s_network);
}

} // namespace embedded
