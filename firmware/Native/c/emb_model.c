/* SPDX-License-Identifier: MIT
 *
 * Opens a file: every check once, in the order of ModelReader.cs, so that the rest of the engine can trust what it runs.
 */
#include <string.h>

#include "emb_check.h"
#include "emb_format.h"

static int is_misaligned(const void *buffer)
{
    return (uintptr_t)buffer % EMB_ALIGNMENT != 0;
}

static emb_status check_buffer(const void *buffer, int32_t index)
{
    return buffer == NULL ? emb_fail(EMB_NO_BUFFER, index)
        : is_misaligned(buffer) ? emb_fail(EMB_MISALIGNED, index)
                                : emb_success();
}

static emb_status check_file(emb_model *model, const uint8_t *file, size_t length)
{
    emb_status status = emb_check_sections(model, file, length);
    if (status.code == EMB_OK && model->input == NULL)
    {
        status = emb_fail(EMB_BAD_SECTION, -1);
    }

    if (status.code == EMB_OK && model->input_bytes < EMB_INPUT_BYTES)
    {
        status = emb_fail(EMB_BAD_INPUT, -1);
    }

    if (status.code == EMB_OK)
    {
        status = emb_check_tensors(model);
    }

    if (status.code == EMB_OK)
    {
        status = emb_check_input(model);
    }

    return status.code == EMB_OK ? emb_check_operators(model) : status;
}

static emb_status check_plan(const emb_model *model, void *arena, size_t arena_bytes)
{
    size_t needed = (size_t)model->tensor_count * sizeof(uint16_t);
    if (arena_bytes < needed)
    {
        int32_t larger = model->arena_bytes > (int32_t)needed ? model->arena_bytes : (int32_t)needed;
        return emb_fail(EMB_ARENA_TOO_SMALL, larger);
    }

    return emb_check_plan(model, (uint16_t *)arena);
}

emb_status emb_open(emb_model *model, const void *file, size_t length, void *arena, size_t arena_bytes)
{
    memset(model, 0, sizeof *model);
    emb_status status = check_buffer(file, 0);
    if (status.code == EMB_OK)
    {
        status = check_buffer(arena, 1);
    }

    if (status.code == EMB_OK)
    {
        status = check_file(model, (const uint8_t *)file, length);
    }

    if (status.code == EMB_OK)
    {
        status = check_plan(model, arena, arena_bytes);
    }

    if (status.code == EMB_OK)
    {
        status = emb_check_labels(model);
    }

    if (status.code == EMB_OK)
    {
        status = emb_check_decision(model);
    }

    if (status.code == EMB_OK)
    {
        status = emb_check_arena(model, arena, arena_bytes);
    }

    if (status.code != EMB_OK)
    {
        memset(model, 0, sizeof *model);
    }

    return status;
}

emb_status emb_check_arena(const emb_model *model, const void *arena, size_t arena_bytes)
{
    if (model->operators == NULL)
    {
        return emb_fail(EMB_NOT_A_MODEL, -1); /* the file was refused */
    }

    emb_status status = check_buffer(arena, 1);
    return status.code == EMB_OK && arena_bytes < (size_t)model->arena_bytes
        ? emb_fail(EMB_ARENA_TOO_SMALL, model->arena_bytes) : status;
}

size_t emb_model_bytes(void)
{
    return sizeof(emb_model);
}

int32_t emb_arena_bytes(const emb_model *model)
{
    return model->arena_bytes;
}

emb_tensor emb_input(const emb_model *model)
{
    return emb_read_tensor(model, emb_u16(model->input, 8));
}

emb_tensor emb_output(const emb_model *model)
{
    return emb_read_tensor(model, emb_u16(model->input, 10));
}

int32_t emb_count(const emb_tensor *tensor)
{
    return emb_values(tensor);
}

int32_t emb_picture_channels(const emb_model *model)
{
    return emb_u16(model->input, 4);
}
