/* SPDX-License-Identifier: MIT
 *
 * The tensor table and the input specification; ModelReader.cs.
 */
#include "emb_check.h"
#include "emb_format.h"

#define INFINITY_BITS 0x7F800000 /* IEEE 754 single; the bits of positive numbers have the numbers' order */

emb_tensor emb_read_tensor(const emb_model *model, int32_t index)
{
    const uint8_t *row = model->tensors + index * EMB_TENSOR_BYTES;
    emb_tensor tensor;
    tensor.height = emb_u16(row, 0);
    tensor.width = emb_u16(row, 2);
    tensor.channels = emb_u16(row, 4);
    tensor.offset = emb_i32(row, 8);
    tensor.scale_bits = emb_i32(row, 12);
    tensor.zero_point = emb_i32(row, 16);
    return tensor;
}

emb_status emb_check_tensors(const emb_model *model)
{
    if (model->tensors == NULL || model->tensor_count == 0)
    {
        return emb_fail(EMB_BAD_SECTION, -1);
    }

    for (int32_t index = 0; index < model->tensor_count; index++)
    {
        emb_tensor tensor = emb_read_tensor(model, index);
        int32_t rank = model->tensors[index * EMB_TENSOR_BYTES + 6];
        int64_t bytes = (int64_t)tensor.height * tensor.width * tensor.channels; /* at most 2^48 */
        int is_placed = bytes >= 1 && tensor.offset >= 0 && tensor.offset <= model->arena_bytes - bytes;
        int is_scaled = tensor.scale_bits > 0 && tensor.scale_bits < INFINITY_BITS
            && tensor.zero_point >= -128 && tensor.zero_point <= 127;
        if (!is_placed || !is_scaled || !(rank == 4 || (rank == 2 && tensor.height == 1 && tensor.width == 1)))
        {
            return emb_fail(EMB_BAD_TENSOR, index);
        }
    }

    return emb_success();
}

emb_status emb_check_input(const emb_model *model)
{
    const uint8_t *spec = model->input;
    if (emb_u16(spec, 8) >= model->tensor_count || emb_u16(spec, 10) >= model->tensor_count)
    {
        return emb_fail(EMB_BAD_INPUT, -1);
    }

    emb_tensor input = emb_input(model);
    int32_t channels = emb_u16(spec, 4);
    int32_t resize = spec[6];
    int32_t mapping = spec[7];
    int is_picture = emb_u16(spec, 0) == input.height && emb_u16(spec, 2) == input.width && channels == input.channels
        && (channels == 1 || channels == 3) && resize <= 1 && mapping <= 1
        && model->input_bytes == EMB_INPUT_BYTES + (mapping == 1 ? 256 : 0);
    return channels == 0 || is_picture ? emb_success() : emb_fail(EMB_BAD_INPUT, -1);
}
