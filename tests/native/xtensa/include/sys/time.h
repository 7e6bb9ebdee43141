/* SPDX-License-Identifier: MIT
 *
 * What tests/native/esp32/include needs of <sys/time.h>; Debian ships this compiler without a C library.
 */
#ifndef MACHINE_SYS_TIME_H
#define MACHINE_SYS_TIME_H

struct timeval
{
    long tv_sec;
    long tv_usec;
};

#endif
