/* SPDX-License-Identifier: MIT */
#include "print.h"

#include <string.h>

#include "machine.h"

void print_text(const char *text)
{
    machine_write(text, strlen(text));
}

void print_number(long number)
{
    char digits[24];
    int at = (int)sizeof digits;
    unsigned long rest = number < 0 ? 0ul - (unsigned long)number : (unsigned long)number;
    do
    {
        digits[--at] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    if (number < 0)
    {
        digits[--at] = '-';
    }

    digits[--at] = ' ';
    machine_write(digits + at, sizeof digits - (size_t)at);
}

void print_hex(uint32_t number)
{
    char digits[8];
    for (int at = 7; at >= 0; at--)
    {
        digits[at] = "0123456789abcdef"[number & 15u];
        number >>= 4;
    }

    machine_write(digits, sizeof digits);
}

int parse_number(const char *text)
{
    int number = 0;
    for (; *text >= '0' && *text <= '9'; text++)
    {
        number = number * 10 + (*text - '0');
    }

    return number;
}
