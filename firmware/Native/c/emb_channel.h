/* SPDX-License-Identifier: MIT
 *
 * Requantization in the optimised kernels: the bits of emb_requantize without its branches, for the accumulators and shifts that
 * real networks have. What does not depend on the accumulator is worked out once a channel.
 */
#ifndef EMB_CHANNEL_H
#define EMB_CHANNEL_H

#include "emb_internal.h"

/*
 * A channel is tame if its bias and shift lie in these limits, as almost all do: its accumulators and all partial sums are then
 * between -2^29 and 2^29. The others, channels that hardly change or never do, are requantized by emb_requantize.
 */
#define EMB_TAME_BIAS (INT32_C(1) << 28)
#define EMB_TAME_SHIFT 20  /* 128 * 2^20 = 2^27 */
#define EMB_TAME_TAPS 8192 /* most taps that these kernels take: 8192 * 128 * 255 < 2^28 */

#ifdef EMB_MULTIPLY_PARTS
#define EMB_SPLIT 0x8000 /* sums are kept larger by this: their upper and lower 16 bits are then cheap to tell apart */
#else
#define EMB_SPLIT 0
#endif

/* Constants of one output channel. */
typedef struct
{
    int32_t start; /* what the sum starts with: bias + EMB_SPLIT; wild: EMB_SPLIT */
#ifdef EMB_MULTIPLY_PARTS
    int32_t high; /* multiplier = high 2^16 + low, low 0 to 65535 */
    int32_t low;
#else
    int32_t multiplier; /* Q0.31 */
#endif
    int32_t shift;    /* to the right, 1 to EMB_TAME_SHIFT; 0 for a wild channel */
    int32_t offset;   /* 2^(shift - 1) + zero point 2^shift; wild: bias */
    int32_t exponent; /* the shift as the file has it */
} emb_channel;

/* Zero point and clamp of the output. */
typedef struct
{
    int32_t zero_point;
    int32_t minimum;
    int32_t maximum;
} emb_range;

/* emb_requantize for a wild channel. */
int8_t emb_requantize_wild(int32_t sum, const emb_channel *channel, const emb_range *range);

/*
 * The constants of a channel: values enter the sum as unsigned bytes value + 128, so that
 * sum w (value - zero point) = sum w (value + 128) - (128 + zero point) weight_sum, the second part belonging to the bias.
 */
static inline emb_channel emb_read_channel(const emb_operator *op, int32_t channel, int32_t weight_sum)
{
    emb_channel result;
    int32_t multiplier = op->multiplier[channel];
    int32_t bias = op->bias[channel];
    int32_t shift = -op->shift[channel];
    int is_tame = shift > 0 && shift <= EMB_TAME_SHIFT && bias < EMB_TAME_BIAS && bias > -EMB_TAME_BIAS;
#ifdef EMB_MULTIPLY_PARTS
    result.high = multiplier >> 16;
    result.low = multiplier & 0xFFFF;
#else
    result.multiplier = multiplier;
#endif
    result.exponent = -shift;
    result.start = EMB_SPLIT - (128 + op->input.zero_point) * weight_sum;
    result.shift = 0;
    result.offset = bias;
    if (is_tame)
    {
        result.start += bias;
        result.shift = shift;
        result.offset = (1 << (shift - 1)) + op->output.zero_point * (1 << shift);
    }

    return result;
}

static inline emb_range emb_read_range(const emb_operator *op)
{
    emb_range range = {op->output.zero_point, op->minimum, op->maximum};
    return range;
}

/*
 * For a tame channel, t = (sum multiplier + 2^30) >> 31, then (t + 2^(shift - 1) - (t < 0)) >> shift: emb_multiply.
 * In parts: sum = a 2^16 + b with b from -2^15 to 2^15 - 1 and |a| <= 2^13, so that no product of a part leaves 32 bits.
 */
static inline int32_t emb_requantize_tame(int32_t sum, const emb_channel *channel, const emb_range *range)
{
#ifdef EMB_MULTIPLY_PARTS
    int32_t a = sum >> 16;
    int32_t b = (sum & 0xFFFF) - EMB_SPLIT;
    int32_t middle = a * channel->low + b * channel->high + ((b * channel->low) >> 16) + (1 << 14);
    int32_t value = 2 * (a * channel->high) + (middle >> 15);
#else
    int32_t value = (int32_t)(((int64_t)sum * channel->multiplier + (INT64_C(1) << 30)) >> 31);
#endif
    value = (value + channel->offset + (value >> 31)) >> channel->shift;
    if (value < range->minimum)
    {
        value = range->minimum;
    }

    if (value > range->maximum)
    {
        value = range->maximum;
    }

    return value;
}

static inline int8_t emb_requantize_channel(int32_t sum, const emb_channel *channel, const emb_range *range)
{
    return channel->shift == 0 ? emb_requantize_wild(sum, channel, range) : (int8_t)emb_requantize_tame(sum, channel, range);
}

#endif
