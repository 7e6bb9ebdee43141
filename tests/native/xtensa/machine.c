/* SPDX-License-Identifier: MIT
 *
 * Start-up code, Linux system calls and the string functions for programs that qemu-xtensa runs without a C library.
 */
#include "../machine.h"

#include <string.h>

#include "counter.h"

enum
{
    SYSTEM_OPEN = 8,
    SYSTEM_READ = 12,
    SYSTEM_WRITE = 13,
    SYSTEM_EXIT = 118
};

static int system_call(int number, int a, int b, int c)
{
    register int a2 __asm__("a2") = number;
    register int a6 __asm__("a6") = a;
    register int a3 __asm__("a3") = b;
    register int a4 __asm__("a4") = c;
    __asm__ volatile("syscall" : "+r"(a2) : "r"(a6), "r"(a3), "r"(a4) : "memory");
    return a2;
}

/* The kernel leaves argc and argv on the stack. */
__asm__(".section .text\n"
        ".align 4\n"
        ".literal_position\n"
        ".global _start\n"
        "_start:\n"
        "  l32i a2, a1, 0\n"
        "  addi a3, a1, 4\n"
        "  movi a4, -16\n"
        "  and a1, a1, a4\n"
        "  movi a0, main\n"
        "  callx0 a0\n"
        "  mov a6, a2\n"
        "  movi a2, 118\n"
        "  syscall\n");

void machine_write(const char *text, size_t count)
{
    system_call(SYSTEM_WRITE, 1, (int)text, (int)count);
}

long machine_read_file(const char *path, void *buffer, size_t capacity)
{
    int file = system_call(SYSTEM_OPEN, (int)path, 0, 0);
    if (file < 0)
    {
        return -1;
    }

    size_t length = 0;
    int got;
    do
    {
        got = system_call(SYSTEM_READ, file, (int)((char *)buffer + length), (int)(capacity - length));
        length += got > 0 ? (size_t)got : 0u;
    } while (got > 0 && length < capacity);
    return got < 0 ? -1 : (long)length;
}

void machine_mark(int name)
{
    system_call(COUNTER_MARK, name, 0, 0);
}

unsigned long long machine_nanoseconds(void)
{
    return 0;
}

void *memcpy(void *target, const void *source, size_t count)
{
    char *to = target;
    const char *from = source;
    if ((((size_t)to | (size_t)from) & 3u) == 0)
    {
        for (; count >= 4; count -= 4, to += 4, from += 4)
        {
            *(unsigned *)to = *(const unsigned *)from;
        }
    }

    for (; count > 0; count--)
    {
        *to++ = *from++;
    }

    return target;
}

void *memmove(void *target, const void *source, size_t count)
{
    char *to = target;
    const char *from = source;
    if (to <= from)
    {
        return memcpy(target, source, count);
    }

    while (count > 0)
    {
        count--;
        to[count] = from[count];
    }

    return target;
}

void *memset(void *target, int value, size_t count)
{
    for (char *to = target; count > 0; count--)
    {
        *to++ = (char)value;
    }

    return target;
}

int memcmp(const void *a, const void *b, size_t count)
{
    const unsigned char *left = a;
    const unsigned char *right = b;
    for (size_t index = 0; index < count; index++)
    {
        if (left[index] != right[index])
        {
            return left[index] < right[index] ? -1 : 1;
        }
    }

    return 0;
}

size_t strlen(const char *text)
{
    size_t length = 0;
    while (text[length] != 0)
    {
        length++;
    }

    return length;
}
