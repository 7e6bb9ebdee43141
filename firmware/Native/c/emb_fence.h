/* SPDX-License-Identifier: MIT
 *
 * What compilers are to be told. EMB_INLINE: a copy for every call, so that constant arguments save branches. FENCE keeps the compiler from starting the next group of products before the last one is done, which would take more registers
 * than there are.
 */
#ifndef EMB_FENCE_H
#define EMB_FENCE_H

#if defined(__GNUC__)
#define FENCE __asm__ volatile("" ::: "memory")
#define EMB_INLINE static inline __attribute__((always_inline))
#else
#define FENCE
#define EMB_INLINE static inline
#endif

#endif
