/* SPDX-License-Identifier: MIT
 *
 * What the native tests and benchmarks need of the machine they run on: host.c for a PC, xtensa/machine.c under qemu-xtensa.
 */
#ifndef MACHINE_H
#define MACHINE_H

#include <stddef.h>

/* Text to stdout. */
void machine_write(const char *text, size_t count);

/* Reads a whole file; -1 if it is not there, at most capacity bytes. */
long machine_read_file(const char *path, void *buffer, size_t capacity);

/* 0 starts counting instructions, any other number reports those since the start; nothing on a PC. */
void machine_mark(int name);

/* Time since some moment; 0 where there is no clock. */
unsigned long long machine_nanoseconds(void);

#endif
