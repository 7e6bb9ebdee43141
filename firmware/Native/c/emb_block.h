/* SPDX-License-Identifier: MIT
 *
 * The inner loop of the optimised convolutions: two windows of values times two rows of weights, so that each value and each
 * weight that is loaded serves twice. Values are unsigned bytes (value + 128), because no signed byte load exists on Xtensa;
 * weights are widened to 16 bits once and used for all pixels.
 *
 * Order of the widened weights: [taps / 8, 2 rows, 8 taps]: one pointer reaches both rows.
 */
#ifndef EMB_BLOCK_H
#define EMB_BLOCK_H

#include <stdint.h>

#include "emb_channel.h"

#define EMB_GROUP 8

/* The widened weights of two rows lie on the stack: 2 KB. */
#define EMB_BLOCK_TAPS 512

/* Widens count weights at source, stride apart, into row 0 or 1 of a block; gives their sum. */
int32_t emb_widen_row(int16_t *block, int32_t row, const int8_t *source, int32_t stride, int32_t count);

/* Sums of two windows, a and b, and two rows. */
typedef struct
{
    int32_t a0;
    int32_t a1;
    int32_t b0;
    int32_t b1;
} emb_sums;

/* Two rows of widened weights and what becomes of their sums. */
typedef struct
{
    const int16_t *weights; /* two rows, in the order above */
    int32_t taps;
    emb_channel channel0;
    emb_channel channel1;
    int32_t next; /* values between the outputs of the two rows */
    emb_range range;
} emb_rows;

/*
 * Multiplies pixels windows with both rows: window i starts at values + i step, its outputs go to out + i out_step and next
 * behind. The buffer for the weights belongs to the caller's stack frame: here it would push everything else out of reach of
 * short loads.
 */
void emb_multiply_rows(const emb_rows *rows, const uint8_t *values, int32_t step, int32_t pixels, int8_t *out, int32_t out_step);

/* Every value XOR 80 hex: from int8 to value + 128 as a byte, or back. */
void emb_flip_signs(int8_t *values, int32_t count);

/* The same on the way from source to target. */
void emb_copy_flipped(int8_t *target, const int8_t *source, int32_t count);

#endif
