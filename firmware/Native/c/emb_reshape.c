/* SPDX-License-Identifier: MIT
 *
 * The same bytes under another shape: copied, unless input and output are planned at the same place.
 */
#include <string.h>

#include "emb_internal.h"

void emb_reshape(const emb_operator *op, int8_t *arena)
{
    if (op->input.offset != op->output.offset)
    {
        memcpy(arena + op->output.offset, arena + op->input.offset, (size_t)emb_values(&op->output));
    }
}
