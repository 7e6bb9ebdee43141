/* SPDX-License-Identifier: MIT
 *
 * The two functions behind softmax: gemmlowp/fixedpoint/fixedpoint.h, exp_on_negative_values and
 * one_over_one_plus_x_for_x_in_0_1; SoftmaxMath.cs.
 */
#ifndef EMB_SOFTMAX_MATH_H
#define EMB_SOFTMAX_MATH_H

#include <stdint.h>

/* e^x for x at most 0 in Q5.26; Q0.31, 2^31 - 1 for x = 0. */
int32_t emb_exp(int32_t x);

/* 1 / (1 + x) for x in [0, 1) in Q0.31; Q0.31. */
int32_t emb_one_over_one_plus(int32_t x);

/* Zero bits above the highest one bit, 32 for 0. */
int32_t emb_leading_zeros(int32_t value);

#endif
