/* SPDX-License-Identifier: MIT */
#ifndef NANOPAL_EVENTS_H
#define NANOPAL_EVENTS_H

#include <nanoHAL.h>

extern "C" void Events_Set(uint32_t events);

#endif
