/* SPDX-License-Identifier: MIT
 *
 * Random operators; random_operator.c.
 */
#ifndef RANDOM_OPERATOR_H
#define RANDOM_OPERATOR_H

#include "emb_internal.h"

#define ARENA (1 << 16)

/* The same seed gives the same operators. */
void random_seed(uint32_t seed);

/* 32 bits. */
uint32_t next_random(void);

/* One of first to last. */
int32_t between(int32_t first, int32_t last);

/* 1 once in count times. */
int one_in(int32_t count);

/* Bytes of all sizes, or only the largest and smallest. */
void fill(int8_t *values, int32_t count);

/* An operator with weights, biases and multipliers that stay until the next call; 0 if it does not fit into ARENA bytes. */
int random_operator(emb_operator *op);

#endif
