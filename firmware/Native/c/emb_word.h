/* SPDX-License-Identifier: MIT
 *
 * Four bytes at a time. Only where the compiler lets a word look at bytes; elsewhere loops go byte by byte.
 */
#ifndef EMB_WORD_H
#define EMB_WORD_H

#include <stdint.h>

#if defined(__GNUC__)
#define EMB_HAS_WORDS 1
typedef uint32_t __attribute__((may_alias)) emb_word;
#else
#define EMB_HAS_WORDS 0
typedef uint32_t emb_word;
#endif

static inline int emb_is_aligned(const void *pointer)
{
    return EMB_HAS_WORDS && ((uintptr_t)pointer & 3u) == 0;
}

#endif
