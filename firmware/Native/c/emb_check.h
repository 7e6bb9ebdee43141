/* SPDX-License-Identifier: MIT
 *
 * The parts of the check of a file, in the order in which emb_open runs them. Each returns the first thing found wrong.
 */
#ifndef EMB_CHECK_H
#define EMB_CHECK_H

#include "emb_internal.h"

static inline emb_status emb_fail(int32_t code, int32_t index)
{
    emb_status status = {code, index};
    return status;
}

static inline emb_status emb_success(void)
{
    return emb_fail(EMB_OK, -1);
}

/* Magic, version, length, CRC-32, size of the arena and the section table; fills in where the sections lie, NULL for those
 * that are missing: each of the next checks begins with its own section. */
emb_status emb_check_sections(emb_model *model, const uint8_t *file, size_t length);

/* TENS. */
emb_status emb_check_tensors(const emb_model *model);

/* INPT against the tensors. */
emb_status emb_check_input(const emb_model *model);

/* OPER: tensors, shapes, values and constants of each operator. */
emb_status emb_check_operators(const emb_model *model);

/* Shapes, window and parameters of one operator by its kind; *weights is how many it has, 0 for kinds without. */
emb_status emb_check_operator_shapes(const emb_operator *op, int32_t index, int32_t *weights);

/* Nothing overwrites a tensor that a later operator still reads; workspace is [tensor_count]. */
emb_status emb_check_plan(const emb_model *model, uint16_t *workspace);

/* Output and input may overlap as they lie, under the rule of the operator's mode 1, 3 or 4. */
int emb_is_row_order_safe(const emb_operator *op);

/* LABL and DECI. */
emb_status emb_check_labels(const emb_model *model);
emb_status emb_check_decision(const emb_model *model);

/* 1 if text [count] is UTF-8 without the character 0. */
int emb_is_utf8(const uint8_t *text, int32_t count);

#endif
