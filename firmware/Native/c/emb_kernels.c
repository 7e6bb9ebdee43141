/* SPDX-License-Identifier: MIT
 *
 * Which kernel runs an operator. EMB_REFERENCE keeps to the readable ones.
 */
#include "emb_fast.h"
#include "emb_internal.h"

int emb_reads_layout(const emb_operator *op)
{
    return op->layout == EMB_REFERENCE_LAYOUT;
}

void emb_run_operator(const emb_operator *op, int8_t *arena)
{
#ifndef EMB_REFERENCE
    if (emb_run_fast(op, arena))
    {
        return;
    }
#endif

    switch (op->kind)
    {
        case EMB_CONV2D:
            if (emb_is_pointwise(op))
            {
                emb_pointwise_conv2d(op, arena);
            }
            else
            {
                emb_conv2d(op, arena);
            }

            break;
        case EMB_DEPTHWISE_CONV2D:
            emb_depthwise_conv2d(op, arena);
            break;
        case EMB_FULLY_CONNECTED:
            emb_fully_connected(op, arena);
            break;
        case EMB_AVERAGE_POOL2D:
            emb_average_pool2d(op, arena);
            break;
        case EMB_SOFTMAX:
            emb_softmax(op, arena);
            break;
        case EMB_ADD:
            emb_add(op, arena);
            break;
        case EMB_MEAN:
            emb_mean(op, arena);
            break;
        case EMB_PAD:
            emb_pad(op, arena);
            break;
        default: /* the reader lets no other kind pass */
            emb_reshape(op, arena);
            break;
    }
}
