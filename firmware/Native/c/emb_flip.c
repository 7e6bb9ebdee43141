/* SPDX-License-Identifier: MIT
 *
 * int8 to value + 128 as an unsigned byte and back: XOR 80 hex, four bytes at a time where both sides are aligned.
 */
#include "emb_block.h"

#if defined(__GNUC__)
typedef uint32_t __attribute__((may_alias)) word;
#define HAS_WORDS 1
#else
typedef uint32_t word;
#define HAS_WORDS 0
#endif

void emb_copy_flipped(int8_t *target, const int8_t *source, int32_t count)
{
    int32_t index = 0;
    if (HAS_WORDS && (((uintptr_t)target ^ (uintptr_t)source) & 3u) == 0)
    {
        for (; index < count && ((uintptr_t)(target + index) & 3u) != 0; index++)
        {
            target[index] = (int8_t)(source[index] ^ -128);
        }

        word *to = (word *)(void *)(target + index);
        const word *from = (const word *)(const void *)(source + index);
        int32_t words = (count - index) / 4;
        index += words * 4;
        for (; words >= 4; words -= 4)
        {
            word first = from[0] ^ 0x80808080u;
            word second = from[1] ^ 0x80808080u;
            word third = from[2] ^ 0x80808080u;
            word fourth = from[3] ^ 0x80808080u;
            to[0] = first;
            to[1] = second;
            to[2] = third;
            to[3] = fourth;
            to += 4;
            from += 4;
        }

        for (; words > 0; words--)
        {
            *to++ = *from++ ^ 0x80808080u;
        }
    }

    for (; index < count; index++)
    {
        target[index] = (int8_t)(source[index] ^ -128);
    }
}

void emb_flip_signs(int8_t *values, int32_t count)
{
    emb_copy_flipped(values, values, count);
}
