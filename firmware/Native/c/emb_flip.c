/* SPDX-License-Identifier: MIT
 *
 * int8 to value + 128 as an unsigned byte and back: XOR 80 hex, four bytes at a time where both sides are aligned.
 */
#include "emb_block.h"
#include "emb_word.h"

void emb_copy_flipped(int8_t *target, const int8_t *source, int32_t count)
{
    int32_t index = 0;
    if (EMB_HAS_WORDS && (((uintptr_t)target ^ (uintptr_t)source) & 3u) == 0)
    {
        for (; index < count && !emb_is_aligned(target + index); index++)
        {
            target[index] = (int8_t)(source[index] ^ -128);
        }

        emb_word *to = (emb_word *)(void *)(target + index);
        const emb_word *from = (const emb_word *)(const void *)(source + index);
        int32_t words = (count - index) / 4;
        index += words * 4;
        for (; words >= 4; words -= 4)
        {
            emb_word first = from[0] ^ 0x80808080u;
            emb_word second = from[1] ^ 0x80808080u;
            emb_word third = from[2] ^ 0x80808080u;
            emb_word fourth = from[3] ^ 0x80808080u;
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
