/* SPDX-License-Identifier: MIT
 *
 * The rules that an operator's shapes, window and parameters obey, kind by kind; OperatorShapes.cs.
 */
#include "emb_check.h"

#define MAX_WEIGHTS (1 << 28)
#define PROBABILITY_SCALE_BITS 0x3B800000 /* 1/256 as an IEEE 754 single */

/* The output follows from input, filter, stride and padding; every padding is smaller than the filter, so every window touches the input. */
static int is_window(const emb_operator *op)
{
    int32_t height = op->input.height + op->pad_top + op->pad_bottom - op->filter_height;
    int32_t width = op->input.width + op->pad_left + op->pad_right - op->filter_width;
    return op->filter_height >= 1 && op->filter_width >= 1 && op->stride_y >= 1 && op->stride_x >= 1
        && op->pad_top < op->filter_height && op->pad_bottom < op->filter_height
        && op->pad_left < op->filter_width && op->pad_right < op->filter_width && height >= 0 && width >= 0
        && height / op->stride_y + 1 == op->output.height && width / op->stride_x + 1 == op->output.width;
}

static int is_same_shape(const emb_tensor *first, const emb_tensor *second)
{
    return first->height == second->height && first->width == second->width && first->channels == second->channels;
}

static int is_padded(const emb_operator *op)
{
    return op->output.channels == op->input.channels
        && op->output.height == op->input.height + op->pad_top + op->pad_bottom
        && op->output.width == op->input.width + op->pad_left + op->pad_right;
}

/* Output values mean what input values mean. */
static int keeps_scale(const emb_operator *op)
{
    return op->output.scale_bits == op->input.scale_bits && op->output.zero_point == op->input.zero_point;
}

/* The shifted differences stay within Q5.26: 31 2^26 is the largest distance from the maximum that still counts. */
static int is_softmax(const emb_operator *op)
{
    int32_t shift = op->parameters[1];
    return op->output.scale_bits == PROBABILITY_SCALE_BITS && op->output.zero_point == -128
        && op->parameters[0] >= 1 << 30 && shift >= 0 && shift <= 31
        && op->parameters[2] <= 0 && op->parameters[2] >= -((31 << 26) >> shift);
}

/* Three pairs of multiplier and shift, none above 1, so that nothing leaves 32 bits. */
static int is_sum(const emb_operator *op)
{
    for (int32_t pair = 0; pair < 6; pair += 2)
    {
        int32_t multiplier = op->parameters[pair];
        int32_t shift = op->parameters[pair + 1];
        if ((multiplier != 0 && multiplier < 1 << 30) || shift < -31 || shift > 0)
        {
            return 0;
        }
    }

    return 1;
}

/* The division by the number of pixels may bring the multiplier below 2^30. The reference has no fused clamp. */
static int is_mean(const emb_operator *op)
{
    return op->parameters[0] >= 0 && op->parameters[1] >= -31 && op->parameters[1] <= 30
        && op->minimum == -128 && op->maximum == 127;
}

/* Shape first, then values, then the number of weights. */
static emb_status judge(int32_t index, int has_shape, int has_values, int64_t count, int32_t *weights)
{
    *weights = count <= MAX_WEIGHTS ? (int32_t)count : 0;
    return !has_shape ? emb_fail(EMB_BAD_OPERATOR_SHAPE, index)
        : !has_values ? emb_fail(EMB_BAD_OPERATOR_VALUE, index)
        : count > MAX_WEIGHTS ? emb_fail(EMB_BAD_CONSTANTS, index)
                              : emb_success();
}

emb_status emb_check_operator_shapes(const emb_operator *op, int32_t index, int32_t *weights)
{
    const emb_tensor *input = &op->input;
    const emb_tensor *output = &op->output;
    int32_t out_c = output->channels;
    int64_t filter = (int64_t)op->filter_height * op->filter_width * out_c; /* at most 2^32; times channels, 2^48 */
    int is_one_pixel = output->height == 1 && output->width == 1;
    if (op->has_input2 != (op->kind == EMB_ADD))
    {
        return emb_fail(EMB_BAD_OPERATOR_TENSOR, index);
    }

    switch (op->kind)
    {
        case EMB_CONV2D:
            return judge(index, is_window(op), 1, filter * input->channels, weights);
        case EMB_DEPTHWISE_CONV2D:
            return judge(
                index,
                is_window(op) && op->depth_multiplier >= 1 && (int64_t)input->channels * op->depth_multiplier == out_c,
                1, filter, weights);
        case EMB_FULLY_CONNECTED:
            return judge(index, is_one_pixel, 1, (int64_t)out_c * emb_values(input), weights);
        case EMB_AVERAGE_POOL2D:
            return judge(index, is_window(op) && out_c == input->channels, keeps_scale(op), 0, weights);
        case EMB_SOFTMAX:
            return judge(index, emb_values(output) == emb_values(input) && out_c == input->channels, is_softmax(op), 0, weights);
        case EMB_RESHAPE:
            return judge(index, emb_values(output) == emb_values(input), keeps_scale(op), 0, weights);
        case EMB_ADD:
            return judge(index, is_same_shape(input, output) && is_same_shape(&op->input2, output), is_sum(op), 0, weights);
        case EMB_MEAN:
            return judge(index, is_one_pixel && out_c == input->channels, is_mean(op), 0, weights);
        case EMB_PAD:
            return judge(index, is_padded(op), keeps_scale(op), 0, weights);
        default:
            return emb_fail(EMB_UNKNOWN_OPERATOR, index);
    }
}
