/* SPDX-License-Identifier: MIT
 *
 * Proves that the memory plan in the file is sound: nothing overwrites a tensor that a later operator still reads;
 * ArenaCheck.cs. The workspace holds, for each tensor, its last reader and whether it is written yet.
 */
#include "emb_check.h"
#include "emb_format.h"

#define WRITTEN 0x8000u
#define LAST_READ 0x7FFFu /* an operator's index; the number of operators, at most 4096, for the output */

/* The tensors of operator index, by number; second is EMB_NO_TENSOR for kinds with one input. */
typedef struct
{
    int32_t first;
    int32_t second;
    int32_t output;
} operands;

static operands read_operands(const emb_model *model, int32_t index)
{
    const uint8_t *row = model->operators + index * EMB_OPERATOR_BYTES;
    operands result = {emb_u16(row, 4), emb_u16(row, 6), emb_u16(row, 8)};
    return result;
}

static int overlaps(int32_t offset, int32_t count, const emb_tensor *tensor)
{
    return count > 0 && offset < tensor->offset + emb_values(tensor) && tensor->offset < offset + count;
}

static int is_mode_of_kind(const emb_operator *op)
{
    switch (op->in_place)
    {
        case EMB_NOT_IN_PLACE:
            return 1;
        case EMB_IN_PLACE_ROWS:
            return op->kind == EMB_DEPTHWISE_CONV2D
                && op->scratch_bytes >= (int64_t)op->filter_height * op->input.width * op->input.channels;
        case EMB_IN_PLACE_ELEMENTWISE:
            return op->kind == EMB_ADD;
        case EMB_IN_PLACE_FORWARD:
        case EMB_IN_PLACE_BACKWARD:
            return op->kind == EMB_CONV2D || op->kind == EMB_DEPTHWISE_CONV2D || op->kind == EMB_AVERAGE_POOL2D || op->kind == EMB_PAD;
        default:
            return 0;
    }
}

/* 1 if writing the output over this live tensor is what the operator's mode allows. */
static int may_overlap(const emb_operator *op, const operands *names, int32_t live, int32_t live_offset, int is_last_read)
{
    int is_same_place = live_offset == op->output.offset;
    if (op->kind == EMB_RESHAPE)
    {
        return is_same_place && live == names->first;
    }

    if (op->in_place == EMB_IN_PLACE_ELEMENTWISE)
    {
        return is_same_place && (live == names->first || live == names->second) && is_last_read;
    }

    return live == names->first && is_last_read && emb_is_row_order_safe(op);
}

/* Neither output nor scratch of operator index touches a live tensor, but as the operator's mode allows. */
static int leaves_live_tensors(
    const emb_model *model, int32_t index, const emb_operator *op, const operands *names, const uint16_t *workspace)
{
    for (int32_t other = 0; other < model->tensor_count; other++)
    {
        int32_t last_read = (int32_t)(workspace[other] & LAST_READ);
        if ((workspace[other] & WRITTEN) != 0 && last_read >= index)
        {
            emb_tensor live = emb_read_tensor(model, other);
            if (overlaps(op->scratch_offset, op->scratch_bytes, &live)
                || (overlaps(op->output.offset, emb_values(&op->output), &live)
                    && !may_overlap(op, names, other, live.offset, last_read == index)))
            {
                return 0;
            }
        }
    }

    return !overlaps(op->scratch_offset, op->scratch_bytes, &op->output);
}

static emb_status check_operator(const emb_model *model, int32_t index, uint16_t *workspace)
{
    emb_operator op;
    operands names = read_operands(model, index);
    emb_read_operator_fields(model, index, &op);
    if ((workspace[names.first] & WRITTEN) == 0 || (op.has_input2 && (workspace[names.second] & WRITTEN) == 0)
        || (workspace[names.output] & WRITTEN) != 0)
    {
        return emb_fail(EMB_BAD_OPERATOR_TENSOR, index);
    }

    if (!is_mode_of_kind(&op))
    {
        return emb_fail(EMB_BAD_IN_PLACE_MODE, index);
    }

    if (!leaves_live_tensors(model, index, &op, &names, workspace))
    {
        return emb_fail(EMB_ARENA_OVERLAP, index);
    }

    workspace[names.output] = (uint16_t)(workspace[names.output] | WRITTEN);
    return emb_success();
}

emb_status emb_check_plan(const emb_model *model, uint16_t *workspace)
{
    int32_t output = emb_u16(model->input, 10);
    for (int32_t tensor = 0; tensor < model->tensor_count; tensor++)
    {
        workspace[tensor] = 0;
    }

    for (int32_t index = 0; index < model->operator_count; index++)
    {
        operands names = read_operands(model, index);
        workspace[names.first] = (uint16_t)index;
        if (names.second != EMB_NO_TENSOR)
        {
            workspace[names.second] = (uint16_t)index;
        }
    }

    workspace[output] = (uint16_t)model->operator_count;
    int32_t input = emb_u16(model->input, 8);
    workspace[input] = (uint16_t)(workspace[input] | WRITTEN);
    emb_status status = emb_success();
    for (int32_t index = 0; status.code == EMB_OK && index < model->operator_count; index++)
    {
        status = check_operator(model, index, workspace);
    }

    return status.code == EMB_OK && (workspace[output] & WRITTEN) == 0
        ? emb_fail(EMB_BAD_OPERATOR_TENSOR, model->operator_count - 1) : status;
}
