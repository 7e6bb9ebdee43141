/* SPDX-License-Identifier: MIT
 *
 * out[c] = requantize(sum over all pixels of (in[p, c] - zero point)); the multiplier holds the division by the number of pixels.
 * TensorFlow Lite reference/reduce.h, QuantizedMeanOrSum. Not the average pool, which divides exactly and keeps the scale.
 */
#include "emb_fixed_point.h"
#include "emb_internal.h"

void emb_mean(const emb_operator *op, int8_t *arena)
{
    const emb_tensor *input = &op->input;
    const emb_tensor *output = &op->output;
    int32_t pixels = input->height * input->width;
    for (int32_t channel = 0; channel < input->channels; channel++)
    {
        const int8_t *value = arena + input->offset + channel;
        uint32_t sum = 0; /* wraps from 2^23 pixels on, as the reference does */
        for (int32_t pixel = 0; pixel < pixels; pixel++)
        {
            sum += (uint32_t)(value[pixel * input->channels] - input->zero_point);
        }

        arena[output->offset + channel] = emb_requantize(
            (int32_t)sum, op->parameters[0], op->parameters[1], output->zero_point, op->minimum, op->maximum);
    }
}
