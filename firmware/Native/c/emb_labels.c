/* SPDX-License-Identifier: MIT
 *
 * Class names and the settings of the decision; ModelReader.cs.
 */
#include "emb_check.h"
#include "emb_format.h"

emb_status emb_check_labels(const emb_model *model)
{
    const uint8_t *block = model->labels;
    if (block == NULL)
    {
        return emb_fail(EMB_BAD_SECTION, -1);
    }

    emb_tensor output = emb_output(model);
    int32_t count = model->label_bytes < 2 ? -1 : emb_u16(block, 0);
    if (count != 0 && count != emb_values(&output))
    {
        return emb_fail(EMB_BAD_LABELS, -1);
    }

    int32_t at = 2;
    for (int32_t index = 0; index < count; index++)
    {
        if (at >= model->label_bytes || at + 1 + block[at] > model->label_bytes || !emb_is_utf8(block + at + 1, block[at]))
        {
            return emb_fail(EMB_BAD_LABELS, index);
        }

        at += 1 + block[at];
    }

    return emb_success();
}

emb_status emb_check_decision(const emb_model *model)
{
    if (model->decision == NULL)
    {
        return emb_fail(EMB_BAD_SECTION, -1);
    }

    if (model->decision_bytes != EMB_DECISION_BYTES)
    {
        return emb_fail(EMB_BAD_DECISION, -1);
    }

    emb_tensor output = emb_output(model);
    emb_decision decision = emb_read_decision(model);
    int is_valid = decision.smoothing >= 1 && decision.smoothing <= EMB_MAX_SMOOTHING && decision.threshold <= 100
        && decision.led <= 2 && decision.print_frames <= 1 && decision.print_trace <= 1
        && decision.led_class >= -1 && decision.led_class < emb_values(&output);
    return is_valid ? emb_success() : emb_fail(EMB_BAD_DECISION, -1);
}

emb_decision emb_read_decision(const emb_model *model)
{
    const uint8_t *block = model->decision;
    emb_decision decision;
    decision.smoothing = block[0];
    decision.threshold = block[1];
    decision.led_class = emb_i16(block, 2);
    decision.led = block[4];
    decision.print_frames = block[5];
    decision.print_trace = block[6];
    return decision;
}

int32_t emb_label_count(const emb_model *model)
{
    return emb_u16(model->labels, 0);
}

const char *emb_label(const emb_model *model, int32_t index, int32_t *length)
{
    *length = 0;
    if (index < 0 || index >= emb_label_count(model))
    {
        return NULL;
    }

    const uint8_t *name = model->labels + 2;
    for (int32_t earlier = 0; earlier < index; earlier++)
    {
        name += 1 + name[0];
    }

    *length = name[0];
    return (const char *)(name + 1);
}
