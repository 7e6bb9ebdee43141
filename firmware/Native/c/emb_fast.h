/* SPDX-License-Identifier: MIT
 *
 * The optimised kernels. Each gives the bytes of the reference kernel of its name; the _fits functions say for which operators.
 */
#ifndef EMB_FAST_H
#define EMB_FAST_H

#include "emb_internal.h"

/* Runs op with an optimised kernel; 0 if none fits, then nothing has been done. */
int emb_run_fast(const emb_operator *op, int8_t *arena);

int emb_pointwise_conv2d_fits(const emb_operator *op);
void emb_pointwise_conv2d_fast(const emb_operator *op, int8_t *arena);

int emb_conv2d_fits(const emb_operator *op);
void emb_conv2d_fast(const emb_operator *op, int8_t *arena);
int emb_depthwise_conv2d_fits(const emb_operator *op);
void emb_depthwise_conv2d_fast(const emb_operator *op, int8_t *arena);

#endif
