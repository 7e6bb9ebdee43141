/* SPDX-License-Identifier: MIT
 *
 * In which order an operator's output rows may be computed. A band is a range of rows that may be computed together, in any order:
 * all of them where output and input lie apart, as many as leave the input whole where the output is written over it
 * (in-place modes 3 and 4, docs/model-format.md), a single one where rows pass through scratch (mode 1).
 */
#ifndef EMB_BANDS_H
#define EMB_BANDS_H

#include "emb_internal.h"

/* Output rows first to end - 1. Start with zeros. */
typedef struct
{
    int32_t first;
    int32_t end;
    int32_t done; /* rows of this band and all before it */
} emb_band;

/* Moves on to the next band; 0 after the last one. */
int emb_next_band(const emb_operator *op, emb_band *band);

/* 1 if the operator may leave its input's bytes changed: nothing reads them after it. */
static inline int emb_may_spoil_input(const emb_operator *op)
{
    return op->in_place == EMB_IN_PLACE_FORWARD || op->in_place == EMB_IN_PLACE_BACKWARD;
}

#endif
