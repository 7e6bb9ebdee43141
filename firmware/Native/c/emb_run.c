/* SPDX-License-Identifier: MIT
 *
 * Start reading here: a network is a list of operators over one arena, and running it is this loop.
 */
#include "emb_internal.h"

emb_status emb_run(const emb_model *model, void *arena, size_t arena_bytes, emb_observer observer, void *context)
{
    emb_status status = emb_check_arena(model, arena, arena_bytes);
    for (int32_t index = 0; status.code == EMB_OK && index < model->operator_count; index++)
    {
        emb_operator op;
        emb_read_operator(model, index, &op);
        emb_run_operator(&op, (int8_t *)arena);
        if (observer != NULL)
        {
            observer(context, index, (const int8_t *)arena + op.output.offset, emb_values(&op.output));
        }
    }

    return status;
}
