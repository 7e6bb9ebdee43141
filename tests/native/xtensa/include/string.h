/* SPDX-License-Identifier: MIT
 *
 * What the engine needs of <string.h>; Debian ships this compiler without a C library. machine.c defines them.
 */
#ifndef MACHINE_STRING_H
#define MACHINE_STRING_H

#include <stddef.h>

void *memcpy(void *target, const void *source, size_t count);
void *memmove(void *target, const void *source, size_t count);
void *memset(void *target, int value, size_t count);
int memcmp(const void *a, const void *b, size_t count);
size_t strlen(const char *text);

#endif
