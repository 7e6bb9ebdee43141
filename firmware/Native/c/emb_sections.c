/* SPDX-License-Identifier: MIT
 *
 * The header of a file and its section table; SectionTable.cs.
 */
#include "emb_check.h"
#include "emb_format.h"

static int is_known(uint32_t id)
{
    return id == EMB_INPUT_SECTION || id == EMB_TENSOR_SECTION || id == EMB_OPERATOR_SECTION || id == EMB_CONSTANT_SECTION
        || id == EMB_LABEL_SECTION || id == EMB_DECISION_SECTION || id == EMB_NOTE_SECTION;
}

/* The first of count rows with this id, or -1. */
static int32_t find_row(const uint8_t *rows, int32_t count, uint32_t id)
{
    for (int32_t row = 0; row < count; row++)
    {
        if (emb_u32(rows, row * EMB_SECTION_BYTES) == id)
        {
            return row;
        }
    }

    return -1;
}

/* Whole rows of a table; 0 if it has none, too many or a part of one. */
static int32_t count_rows(int32_t bytes, int32_t row_bytes, int32_t most)
{
    return bytes % row_bytes != 0 || bytes / row_bytes > most ? 0 : bytes / row_bytes;
}

static emb_status check_header(const uint8_t *file, size_t length)
{
    if (length < 4 || emb_u32(file, 0) != EMB_MAGIC)
    {
        return emb_fail(EMB_NOT_A_MODEL, -1);
    }

    if (length < EMB_HEADER_BYTES)
    {
        return emb_fail(EMB_WRONG_LENGTH, -1);
    }

    int32_t version = emb_u16(file, 4);
    if (version != EMB_VERSION)
    {
        return emb_fail(version == 0 ? EMB_NOT_A_MODEL : EMB_NEWER_VERSION, version);
    }

    if (length > INT32_MAX || emb_i32(file, 8) != (int32_t)length)
    {
        return emb_fail(EMB_WRONG_LENGTH, -1);
    }

    if (emb_u32(file, 12) != emb_crc32(file + EMB_CRC_START, length - EMB_CRC_START))
    {
        return emb_fail(EMB_WRONG_CRC, -1);
    }

    int32_t arena_bytes = emb_i32(file, 16);
    return arena_bytes < 1 || arena_bytes > EMB_MAX_ARENA_BYTES ? emb_fail(EMB_BAD_ARENA, -1) : emb_success();
}

static emb_status check_rows(const uint8_t *file, int32_t length, int32_t count)
{
    const uint8_t *rows = file + EMB_HEADER_BYTES;
    int32_t end = EMB_HEADER_BYTES + count * EMB_SECTION_BYTES;
    int32_t first = length;
    if (count == 0 || count > EMB_MAX_SECTIONS)
    {
        return emb_fail(EMB_BAD_SECTION, -1);
    }

    if (end > length)
    {
        return emb_fail(EMB_WRONG_LENGTH, -1);
    }

    for (int32_t row = 0; row < count; row++)
    {
        int32_t at = row * EMB_SECTION_BYTES;
        uint32_t id = emb_u32(rows, at);
        int32_t start = emb_i32(rows, at + 4);
        int32_t bytes = emb_i32(rows, at + 8);
        int is_required = (emb_u32(rows, at + 12) & EMB_REQUIRED_FLAG) != 0;
        if (start < end || start % EMB_ALIGNMENT != 0 || bytes < 0 || start > length - bytes)
        {
            return emb_fail(EMB_BAD_SECTION, row);
        }

        if (is_required && !is_known(id))
        {
            return emb_fail(EMB_UNKNOWN_SECTION, row);
        }

        if (find_row(rows, row, id) >= 0)
        {
            return emb_fail(EMB_BAD_SECTION, row);
        }

        first = start < first ? start : first;
    }

    /* The CRC-32 does not cover the number of sections, this does. */
    return first != end ? emb_fail(EMB_BAD_SECTION, -1) : emb_success();
}

/* Start and length of a section; NULL if the file has none of this id. */
static const uint8_t *find_section(const uint8_t *file, uint32_t id, int32_t *bytes)
{
    const uint8_t *rows = file + EMB_HEADER_BYTES;
    int32_t row = find_row(rows, emb_u16(file, 6), id);
    *bytes = row < 0 ? 0 : emb_i32(rows, row * EMB_SECTION_BYTES + 8);
    return row < 0 ? NULL : file + emb_i32(rows, row * EMB_SECTION_BYTES + 4);
}

emb_status emb_check_sections(emb_model *model, const uint8_t *file, size_t length)
{
    emb_status status = check_header(file, length);
    if (status.code == EMB_OK)
    {
        status = check_rows(file, (int32_t)length, emb_u16(file, 6));
    }

    if (status.code == EMB_OK)
    {
        int32_t bytes;
        model->arena_bytes = emb_i32(file, 16);
        model->crc = emb_u32(file, 12);
        model->input = find_section(file, EMB_INPUT_SECTION, &model->input_bytes);
        model->tensors = find_section(file, EMB_TENSOR_SECTION, &bytes);
        model->tensor_count = count_rows(bytes, EMB_TENSOR_BYTES, EMB_MAX_TENSORS);
        model->operators = find_section(file, EMB_OPERATOR_SECTION, &bytes);
        model->operator_count = count_rows(bytes, EMB_OPERATOR_BYTES, EMB_MAX_OPERATORS);
        model->labels = find_section(file, EMB_LABEL_SECTION, &model->label_bytes);
        model->decision = find_section(file, EMB_DECISION_SECTION, &model->decision_bytes);
        model->constants = find_section(file, EMB_CONSTANT_SECTION, &model->constant_bytes);
    }

    return status;
}
