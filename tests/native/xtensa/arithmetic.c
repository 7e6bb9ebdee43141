/* SPDX-License-Identifier: MIT
 *
 * Products and quotients that the compiler calls by these names, because the lx106 has no instruction for them. Debian's libgcc
 * for it leaves them out: they are in the ROM of the chips. One bit of a quotient a step, as libgcc does for this machine.
 */
#include <stdint.h>

uint32_t __udivsi3(uint32_t a, uint32_t b);
uint32_t __umodsi3(uint32_t a, uint32_t b);
int32_t __divsi3(int32_t a, int32_t b);
int32_t __modsi3(int32_t a, int32_t b);
uint64_t __udivdi3(uint64_t a, uint64_t b);
int64_t __divdi3(int64_t a, int64_t b);
int64_t __muldi3(int64_t a, int64_t b);

uint32_t __udivsi3(uint32_t a, uint32_t b)
{
    uint32_t quotient = 0;
    if (b == 0 || a < b)
    {
        return 0;
    }

    int shift = __builtin_clz(b) - __builtin_clz(a);
    for (b <<= shift; shift >= 0; shift--, b >>= 1)
    {
        quotient <<= 1;
        if (a >= b)
        {
            a -= b;
            quotient |= 1u;
        }
    }

    return quotient;
}

uint32_t __umodsi3(uint32_t a, uint32_t b)
{
    return a - __udivsi3(a, b) * b;
}

int32_t __divsi3(int32_t a, int32_t b)
{
    uint32_t quotient = __udivsi3(a < 0 ? 0u - (uint32_t)a : (uint32_t)a, b < 0 ? 0u - (uint32_t)b : (uint32_t)b);
    return (int32_t)((a ^ b) < 0 ? 0u - quotient : quotient);
}

int32_t __modsi3(int32_t a, int32_t b)
{
    return (int32_t)((uint32_t)a - (uint32_t)__divsi3(a, b) * (uint32_t)b);
}

uint64_t __udivdi3(uint64_t a, uint64_t b)
{
    uint64_t quotient = 0;
    uint64_t rest = 0;
    for (int bit = 63; bit >= 0; bit--)
    {
        rest = (rest << 1) | ((a >> bit) & 1u);
        quotient <<= 1;
        if (rest >= b)
        {
            rest -= b;
            quotient |= 1u;
        }
    }

    return quotient;
}

int64_t __divdi3(int64_t a, int64_t b)
{
    uint64_t quotient = __udivdi3(a < 0 ? 0u - (uint64_t)a : (uint64_t)a, b < 0 ? 0u - (uint64_t)b : (uint64_t)b);
    return (int64_t)((a ^ b) < 0 ? 0u - quotient : quotient);
}

int64_t __muldi3(int64_t a, int64_t b)
{
    uint32_t a_low = (uint32_t)a;
    uint32_t b_low = (uint32_t)b;
    uint32_t low = (a_low & 0xFFFFu) * (b_low & 0xFFFFu);
    uint32_t first = (a_low >> 16) * (b_low & 0xFFFFu) + (low >> 16); /* at most 2^32 - 2^17 + 2^16 */
    uint32_t second = (a_low & 0xFFFFu) * (b_low >> 16) + (first & 0xFFFFu);
    uint32_t high = (a_low >> 16) * (b_low >> 16) + (first >> 16) + (second >> 16);
    high += (uint32_t)((uint64_t)a >> 32) * b_low + a_low * (uint32_t)((uint64_t)b >> 32);
    return (int64_t)(((uint64_t)high << 32) | (second << 16) | (low & 0xFFFFu));
}
