/* SPDX-License-Identifier: MIT
 *
 * Text output without a C library.
 */
#ifndef PRINT_H
#define PRINT_H

#include <stdint.h>

/* The text as it is. */
void print_text(const char *text);

/* A space and the number. */
void print_number(long number);

/* Eight digits. */
void print_hex(uint32_t number);

/* The decimal number that text starts with. */
int parse_number(const char *text);

#endif
