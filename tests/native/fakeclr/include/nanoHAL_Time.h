/* SPDX-License-Identifier: MIT */
#ifndef NANOHAL_TIME_H
#define NANOHAL_TIME_H

#include <stdint.h>

#define TIME_CONVERSION__TO_MILLISECONDS 10000
#define TIMEOUT_INFINITE INT64_C(0x7FFFFFFFFFFFFFFF)

extern "C" uint64_t HAL_Time_CurrentTime();

#endif
