/* SPDX-License-Identifier: MIT
 *
 * The operator table and each operator's constants; OperatorReader.cs.
 */
#include <string.h>

#include "emb_check.h"
#include "emb_format.h"

void emb_read_operator_fields(const emb_model *model, int32_t index, emb_operator *op)
{
    const uint8_t *row = model->operators + index * EMB_OPERATOR_BYTES;
    memset(op, 0, sizeof *op);
    op->kind = row[0];
    op->in_place = row[1];
    op->layout = row[2];
    op->has_input2 = emb_u16(row, 6) != EMB_NO_TENSOR;
    op->input = emb_read_tensor(model, emb_u16(row, 4));
    if (op->has_input2)
    {
        op->input2 = emb_read_tensor(model, emb_u16(row, 6));
    }

    op->output = emb_read_tensor(model, emb_u16(row, 8));
    op->filter_height = row[14];
    op->filter_width = row[15];
    op->stride_y = row[16];
    op->stride_x = row[17];
    op->pad_top = row[18];
    op->pad_left = row[19];
    op->pad_bottom = row[20];
    op->pad_right = row[21];
    op->depth_multiplier = emb_u16(row, 22);
    op->minimum = emb_i16(row, 24);
    op->maximum = emb_i16(row, 26);
    op->scratch_offset = emb_i32(row, 28);
    op->scratch_bytes = emb_i32(row, 32);
    for (int32_t parameter = 0; parameter < EMB_PARAMETERS; parameter++)
    {
        op->parameters[parameter] = emb_i32(row, 52 + 4 * parameter);
    }
}

void emb_read_operator(const emb_model *model, int32_t index, emb_operator *op)
{
    emb_read_operator_fields(model, index, op);
    if (op->kind <= EMB_FULLY_CONNECTED)
    {
        /* The file is at a multiple of 16 and so is every array in it. */
        const uint8_t *row = model->operators + index * EMB_OPERATOR_BYTES;
        op->weights = (const int8_t *)(model->constants + emb_i32(row, 36));
        op->bias = (const int32_t *)(const void *)(model->constants + emb_i32(row, 40));
        op->multiplier = (const int32_t *)(const void *)(model->constants + emb_i32(row, 44));
        op->shift = (const int8_t *)(model->constants + emb_i32(row, 48));
    }
}

/*
 * The array whose offset stands at a field of the row lies inside CNST. All arrays together fit it, so that a small file
 * cannot ask for much work by naming the same bytes again and again.
 */
static int is_in_constants(const emb_model *model, const uint8_t *row, int32_t field, int32_t bytes, int32_t *used)
{
    int32_t offset = emb_i32(row, field);
    if (offset < 0 || offset % EMB_ALIGNMENT != 0 || bytes > model->constant_bytes || offset > model->constant_bytes - bytes
        || bytes > model->constant_bytes - *used)
    {
        return 0;
    }

    *used += bytes;
    return 1;
}

static emb_status check_constants(const emb_model *model, int32_t index, int32_t weights, int32_t *used)
{
    const uint8_t *row = model->operators + index * EMB_OPERATOR_BYTES;
    int32_t channels = emb_read_tensor(model, emb_u16(row, 8)).channels;
    emb_operator op;
    if (!is_in_constants(model, row, 36, weights, used) || !is_in_constants(model, row, 40, 4 * channels, used)
        || !is_in_constants(model, row, 44, 4 * channels, used) || !is_in_constants(model, row, 48, channels, used))
    {
        return emb_fail(EMB_BAD_CONSTANTS, index);
    }

    emb_read_operator(model, index, &op);
    for (int32_t channel = 0; channel < channels; channel++)
    {
        int32_t multiplier = op.multiplier[channel];
        int32_t shift = op.shift[channel];
        if ((multiplier != 0 && multiplier < 1 << 30) || shift < -31 || shift > 30)
        {
            return emb_fail(EMB_BAD_OPERATOR_VALUE, index);
        }
    }

    return emb_success();
}

static emb_status check_operator(const emb_model *model, int32_t index, int32_t *used)
{
    const uint8_t *row = model->operators + index * EMB_OPERATOR_BYTES;
    int32_t second = emb_u16(row, 6);
    emb_operator op;
    if (emb_u16(row, 4) >= model->tensor_count || emb_u16(row, 8) >= model->tensor_count
        || (second != EMB_NO_TENSOR && second >= model->tensor_count))
    {
        return emb_fail(EMB_BAD_OPERATOR_TENSOR, index);
    }

    emb_read_operator_fields(model, index, &op);
    if (!emb_reads_layout(&op))
    {
        return emb_fail(EMB_UNKNOWN_WEIGHT_LAYOUT, index);
    }

    if (op.scratch_bytes < 0 || op.scratch_offset < 0 || op.scratch_bytes > model->arena_bytes
        || op.scratch_offset > model->arena_bytes - op.scratch_bytes)
    {
        return emb_fail(EMB_ARENA_OVERLAP, index);
    }

    if (op.minimum < -128 || op.minimum > op.maximum || op.maximum > 127)
    {
        return emb_fail(EMB_BAD_OPERATOR_VALUE, index);
    }

    int32_t weights = 0;
    emb_status status = emb_check_operator_shapes(&op, index, &weights);
    return status.code == EMB_OK && weights > 0 ? check_constants(model, index, weights, used) : status;
}

emb_status emb_check_operators(const emb_model *model)
{
    if (model->constants == NULL || model->operators == NULL || model->operator_count == 0)
    {
        return emb_fail(EMB_BAD_SECTION, -1);
    }

    int32_t used = 0; /* bytes of constants that the operators so far own */
    emb_status status = emb_success();
    for (int32_t index = 0; status.code == EMB_OK && index < model->operator_count; index++)
    {
        status = check_operator(model, index, &used);
    }

    return status;
}
