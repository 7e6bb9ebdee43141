/* SPDX-License-Identifier: MIT */
#include "emb_softmax_math.h"

#include "emb_fixed_point.h"

/* e^x for x in [-1/4, 0), Q0.31: a Taylor series of fourth order around -1/8. */
static int32_t exp_on_quarter(int32_t x)
{
    int32_t t = x + (1 << 28); /* in [-2^28, 2^28) */
    int32_t magnitude = t < 0 ? -t : t; /* a second factor is never negative */
    int32_t t2 = emb_high_multiply(magnitude, magnitude);
    int32_t t3 = emb_high_multiply(t, t2);
    int32_t t4 = emb_high_multiply(t2, t2);
    int32_t sixth = emb_high_multiply(emb_rounding_shift_right(t4, 2) + t3, 715827883); /* 1/3 */
    int32_t series = emb_rounding_shift_right(sixth + t2, 1);
    return 1895147668 + emb_high_multiply(t + series, 1895147668); /* e^(-1/8) */
}

static int32_t scale(int32_t value, int32_t remainder, int32_t bit, int32_t factor)
{
    return (remainder & (INT32_C(1) << bit)) != 0 ? emb_high_multiply(value, factor) : value;
}

static int32_t saturating_shift_left(int32_t value, int32_t shift)
{
    int64_t wide = (int64_t)value * (INT64_C(1) << shift);
    return wide > INT32_MAX ? INT32_MAX : wide < INT32_MIN ? INT32_MIN : (int32_t)wide;
}

int32_t emb_exp(int32_t x)
{
    if (x == 0)
    {
        return INT32_MAX;
    }

    int32_t fraction = (x & ((1 << 24) - 1)) - (1 << 24); /* Q5.26 in [-1/4, 0) */
    int32_t remainder = fraction - x;                     /* multiples of 1/4 */
    int32_t value = exp_on_quarter(fraction * 32);
    value = scale(value, remainder, 24, 1672461947); /* e^(-1/4) in Q0.31 */
    value = scale(value, remainder, 25, 1302514674); /* e^(-1/2) */
    value = scale(value, remainder, 26, 790015084);  /* e^(-1) */
    value = scale(value, remainder, 27, 290630308);  /* e^(-2) */
    value = scale(value, remainder, 28, 39332535);   /* e^(-4) */
    value = scale(value, remainder, 29, 720401);     /* e^(-8) */
    return scale(value, remainder, 30, 242);         /* e^(-16) */
}

int32_t emb_one_over_one_plus(int32_t x)
{
    int32_t half = (int32_t)(((uint32_t)x + (UINT32_C(1) << 31)) / 2); /* (1 + x) / 2, gemmlowp's RoundingHalfSum for x >= 0 */
    int32_t result = 1515870810 + emb_high_multiply(-1010580540, half); /* 48/17 - 32/17 half in Q2.29 */
    for (int32_t step = 0; step < 3; step++)
    {
        int32_t error = (1 << 29) - emb_high_multiply(result, half); /* Newton: 1 - half result */
        result += saturating_shift_left(emb_high_multiply(error, result), 2);
    }

    return saturating_shift_left(result, 1);
}

int32_t emb_leading_zeros(int32_t value)
{
    int32_t zeros = 0;
    while (zeros < 32 && ((uint32_t)value & (UINT32_C(1) << (31 - zeros))) == 0)
    {
        zeros++;
    }

    return zeros;
}
