/* SPDX-License-Identifier: MIT
 *
 * Which optimised kernel fits an operator.
 */
#include "emb_fast.h"

int emb_run_fast(const emb_operator *op, int8_t *arena)
{
    if (emb_pointwise_conv2d_fits(op))
    {
        emb_pointwise_conv2d_fast(op, arena);
        return 1;
    }

    if (op->kind == EMB_DEPTHWISE_CONV2D && emb_depthwise_conv2d_fits(op))
    {
        emb_depthwise_conv2d_fast(op, arena);
        return 1;
    }

    if (emb_conv2d_fits(op))
    {
        emb_conv2d_fast(op, arena);
        return 1;
    }

    return 0;
}
