/* SPDX-License-Identifier: MIT
 *
 * What the engine's sources share; nothing outside this folder includes it.
 */
#ifndef EMB_INTERNAL_H
#define EMB_INTERNAL_H

#include "emb.h"

#if defined(__BYTE_ORDER__) && defined(__ORDER_LITTLE_ENDIAN__)
#if __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "The engine reads .emb files in place: little-endian machines only."
#endif
#endif

#define EMB_PARAMETERS 6

/* The kinds of operators, as in the file. */
enum
{
    EMB_CONV2D = 1,
    EMB_DEPTHWISE_CONV2D = 2,
    EMB_FULLY_CONNECTED = 3,
    EMB_AVERAGE_POOL2D = 4,
    EMB_SOFTMAX = 5,
    EMB_RESHAPE = 6,
    EMB_ADD = 7,
    EMB_MEAN = 8,
    EMB_PAD = 9
};

/* How an output may overlap an input. */
enum
{
    EMB_NOT_IN_PLACE = 0,
    EMB_IN_PLACE_ROWS = 1,        /* depthwise over its input, the rows under the filter saved in scratch */
    EMB_IN_PLACE_ELEMENTWISE = 2, /* a sum at the place of one of its inputs */
    EMB_IN_PLACE_FORWARD = 3,     /* output before its input, rows computed from the first to the last */
    EMB_IN_PLACE_BACKWARD = 4     /* output behind its input, rows computed from the last to the first */
};

/* Weight layouts. */
enum
{
    EMB_REFERENCE_LAYOUT = 0
};

/* One step of a network, decoded from the file's table; EmbFormat and Operator in firmware/Core say what each field means. */
typedef struct
{
    uint8_t kind;
    uint8_t in_place;
    uint8_t layout;
    uint8_t has_input2;
    emb_tensor input;
    emb_tensor input2; /* a sum's second input */
    emb_tensor output;
    int32_t filter_height;
    int32_t filter_width;
    int32_t stride_y;
    int32_t stride_x;
    int32_t pad_top;
    int32_t pad_left;
    int32_t pad_bottom;
    int32_t pad_right;
    int32_t depth_multiplier;
    int32_t minimum; /* clamp of the output, -128 to 127 */
    int32_t maximum;
    int32_t scratch_offset; /* index in the arena */
    int32_t scratch_bytes;
    const int8_t *weights;      /* in the order that layout names; NULL for kinds without weights, as the next three */
    const int32_t *bias;        /* [output channels] */
    const int32_t *multiplier;  /* [output channels] Q0.31 in [2^30, 2^31) or 0 */
    const int8_t *shift;        /* [output channels] power of two, positive = left, -31 to 30 */
    int32_t parameters[EMB_PARAMETERS]; /* softmax, sum and mean */
} emb_operator;

/* Row index of the tensor table. */
emb_tensor emb_read_tensor(const emb_model *model, int32_t index);

/* Row index of the operator table of a checked model. */
void emb_read_operator(const emb_model *model, int32_t index, emb_operator *op);

/* Likewise without the constants, which stay NULL: all that can be decoded once the row's tensors are known to exist. */
void emb_read_operator_fields(const emb_model *model, int32_t index, emb_operator *op);

/* The arena is there, at a multiple of 16 and large enough. */
emb_status emb_check_arena(const emb_model *model, const void *arena, size_t arena_bytes);

/* Runs one operator with the kernel for it (emb_kernels.c). */
void emb_run_operator(const emb_operator *op, int8_t *arena);

/* 1 if the kernels of this build read the weights of op in their layout. */
int emb_reads_layout(const emb_operator *op);

/* The reference kernels, one a file. */
void emb_conv2d(const emb_operator *op, int8_t *arena);
void emb_pointwise_conv2d(const emb_operator *op, int8_t *arena);
void emb_depthwise_conv2d(const emb_operator *op, int8_t *arena);
void emb_fully_connected(const emb_operator *op, int8_t *arena);
void emb_average_pool2d(const emb_operator *op, int8_t *arena);
void emb_softmax(const emb_operator *op, int8_t *arena);
void emb_reshape(const emb_operator *op, int8_t *arena);
void emb_add(const emb_operator *op, int8_t *arena);
void emb_mean(const emb_operator *op, int8_t *arena);
void emb_pad(const emb_operator *op, int8_t *arena);

static inline int32_t emb_values(const emb_tensor *tensor)
{
    return tensor->height * tensor->width * tensor->channels;
}

/* The output row to compute as number step: first to last, or last to first if the mode says so. */
static inline int32_t emb_row_at(const emb_operator *op, int32_t step)
{
    return op->in_place == EMB_IN_PLACE_BACKWARD ? op->output.height - 1 - step : step;
}

/* Start of row y of the output. */
static inline int8_t *emb_out_row(const emb_operator *op, int8_t *arena, int32_t y)
{
    return arena + op->output.offset + y * op->output.width * op->output.channels;
}

/* 1 for a convolution that looks at one pixel at a time. */
static inline int emb_is_pointwise(const emb_operator *op)
{
    return op->kind == EMB_CONV2D && op->filter_height == 1 && op->filter_width == 1 && op->stride_y == 1 && op->stride_x == 1
        && (op->pad_top | op->pad_left | op->pad_bottom | op->pad_right) == 0;
}

#endif
