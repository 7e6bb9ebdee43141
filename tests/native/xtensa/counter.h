/* SPDX-License-Identifier: MIT
 *
 * The system call that counter.c listens to; Linux has none of this number.
 */
#ifndef COUNTER_H
#define COUNTER_H

#define COUNTER_MARK 4242

#endif
