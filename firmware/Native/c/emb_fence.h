/* SPDX-License-Identifier: MIT
 *
 * FENCE keeps the compiler from starting the next group of products before the last one is done, which would take more registers
 * than there are.
 */
#ifndef EMB_FENCE_H
#define EMB_FENCE_H

#if defined(__GNUC__)
#define FENCE __asm__ volatile("" ::: "memory")
#else
#define FENCE
#endif

#endif
