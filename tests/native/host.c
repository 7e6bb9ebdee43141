/* SPDX-License-Identifier: MIT
 *
 * The machine of machine.h on a PC.
 */
#define _POSIX_C_SOURCE 199309L
#include "machine.h"

#include <stdio.h>
#include <time.h>

void machine_write(const char *text, size_t count)
{
    fwrite(text, 1, count, stdout);
}

long machine_read_file(const char *path, void *buffer, size_t capacity)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL)
    {
        return -1;
    }

    size_t length = fread(buffer, 1, capacity, file);
    int failed = ferror(file);
    fclose(file);
    return failed ? -1 : (long)length;
}

void machine_mark(int name)
{
    (void)name;
}

unsigned long long machine_nanoseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (unsigned long long)now.tv_sec * 1000000000u + (unsigned long long)now.tv_nsec;
}
