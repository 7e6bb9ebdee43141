/* SPDX-License-Identifier: MIT
 *
 * out[i] = round(256 e^(in[i] - max) / sum over j of e^(in[j] - max)) - 128 in gemmlowp fixed point.
 * TensorFlow Lite reference/softmax.h: differences in Q5.26, exponentials in Q0.31, their sum in Q12.19.
 */
#include "emb_fixed_point.h"
#include "emb_internal.h"
#include "emb_softmax_math.h"

#define SUM_FRACTION_BITS 12 /* an exponential loses this many bits before it is added */

static int32_t exponential_of(const emb_operator *op, int32_t difference)
{
    int32_t shifted = (int32_t)((uint32_t)difference << op->parameters[1]); /* Q5.26: the reader bounds the difference */
    return emb_exp(emb_high_multiply(shifted, op->parameters[0]));
}

static int32_t largest_of(const int8_t *values, int32_t count)
{
    int32_t largest = -128;
    for (int32_t index = 0; index < count; index++)
    {
        largest = values[index] > largest ? values[index] : largest;
    }

    return largest;
}

/* One pixel: in and out are [channels]. */
static void softmax_row(const emb_operator *op, const int8_t *in, int8_t *out, int32_t channels)
{
    int32_t smallest = op->parameters[2];
    int32_t largest = largest_of(in, channels);
    int32_t sum = 0; /* saturates: beyond 4096 times the largest exponential every probability rounds to 0 */
    for (int32_t channel = 0; channel < channels; channel++)
    {
        int32_t difference = in[channel] - largest;
        if (difference >= smallest)
        {
            int32_t exponential = emb_rounding_shift_right(exponential_of(op, difference), SUM_FRACTION_BITS);
            sum = sum > INT32_MAX - exponential ? INT32_MAX : sum + exponential;
        }
    }

    int32_t headroom = emb_leading_zeros(sum); /* at most 12: the largest value alone adds 2^19 */
    int32_t reciprocal = emb_one_over_one_plus((int32_t)(((uint32_t)sum << headroom) - (UINT32_C(1) << 31)));
    int32_t exponent = SUM_FRACTION_BITS - headroom + 31 - 8; /* beyond 31 every probability rounds to 0 */
    for (int32_t channel = 0; channel < channels; channel++)
    {
        int32_t difference = in[channel] - largest;
        int32_t value = -128;
        if (difference >= smallest && exponent <= 31)
        {
            int32_t probability = emb_high_multiply(reciprocal, exponential_of(op, difference));
            value = emb_rounding_shift_right(probability, exponent) - 128;
            value = value > 127 ? 127 : value < -128 ? -128 : value;
        }

        out[channel] = (int8_t)value;
    }
}

void emb_softmax(const emb_operator *op, int8_t *arena)
{
    int32_t channels = op->input.channels;
    int32_t count = emb_values(&op->input);
    for (int32_t at = 0; at < count; at += channels)
    {
        softmax_row(op, arena + op->input.offset + at, arena + op->output.offset + at, channels);
    }
}
