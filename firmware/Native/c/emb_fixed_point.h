/* SPDX-License-Identifier: MIT
 *
 * Integer arithmetic of TensorFlow Lite Micro with double rounding: gemmlowp/fixedpoint/fixedpoint.h and
 * tensorflow/lite/kernels/internal/common.cc. Every int8 result goes through these few lines, which give the bits of
 * FixedPoint in firmware/Core. Signed values are shifted right arithmetically, as every compiler for our machines does;
 * what may wrap is computed unsigned.
 *
 * EMB_MULTIPLY_PARTS: for machines without a 32 x 32 bit product of 64 bits, four products of 16 bits each.
 */
#ifndef EMB_FIXED_POINT_H
#define EMB_FIXED_POINT_H

#include <stdint.h>

/* a b / 2^31 to nearest, ties toward plus infinity; b is not negative, so that nothing saturates. */
static inline int32_t emb_high_multiply(int32_t a, int32_t b)
{
#ifdef EMB_MULTIPLY_PARTS
    uint32_t a_low = (uint32_t)a & 0xFFFFu;
    int32_t a_high = a >> 16;
    uint32_t b_low = (uint32_t)b & 0xFFFFu;
    int32_t b_high = b >> 16;
    uint32_t low = a_low * b_low;
    int32_t middle = a_high * (int32_t)b_low + (int32_t)(low >> 16); /* at least -2^31 + 2^15, at most 2^31 - 2^16 */
    uint32_t carry = (uint32_t)a_low * (uint32_t)b_high + ((uint32_t)middle & 0xFFFFu); /* below 2^31: b_high is below 2^15 */
    uint32_t high = (uint32_t)(a_high * b_high + (middle >> 16)) + (carry >> 16);
    low = (carry << 16) | (low & 0xFFFFu);
    uint32_t rounded = low + (UINT32_C(1) << 30);
    high += rounded < low ? 1u : 0u;
    return (int32_t)((high << 1) | (rounded >> 31));
#else
    return (int32_t)(((int64_t)a * b + (INT64_C(1) << 30)) >> 31);
#endif
}

/* value / 2^shift to nearest, ties away from zero; shift 0 to 31. */
static inline int32_t emb_rounding_shift_right(int32_t value, int32_t shift)
{
    int32_t mask = (int32_t)((UINT32_C(1) << shift) - 1u);
    int32_t threshold = (mask >> 1) + (value < 0 ? 1 : 0);
    return (value >> shift) + ((value & mask) > threshold ? 1 : 0);
}

/* accumulator multiplier 2^(shift - 31), rounded twice; multiplier 0 to 2^31 - 1, shift -31 to 30, positive = left. */
static inline int32_t emb_multiply(int32_t accumulator, int32_t multiplier, int32_t shift)
{
    return shift > 0 ? emb_high_multiply((int32_t)((uint32_t)accumulator << shift), multiplier)
                     : emb_rounding_shift_right(emb_high_multiply(accumulator, multiplier), -shift);
}

/* int32 accumulator to int8: scale, add the output zero point, clamp. */
static inline int8_t emb_requantize(
    int32_t accumulator, int32_t multiplier, int32_t shift, int32_t zero_point, int32_t minimum, int32_t maximum)
{
    int32_t value = emb_multiply(accumulator, multiplier, shift); /* any int32: adding first could overflow */
    return (int8_t)(value < minimum - zero_point ? minimum : value > maximum - zero_point ? maximum : value + zero_point);
}

#endif
