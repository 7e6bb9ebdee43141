/* SPDX-License-Identifier: MIT */
#ifndef EMBEDDED_SOFT_REBOOT_H
#define EMBEDDED_SOFT_REBOOT_H

namespace embedded
{

/*
 * Has everything that the glue holds given back when the CLR restarts without the chip, as after every deployment. Call it
 * before anything is taken; any number of calls are as good as one.
 */
void release_on_soft_reboot();

} // namespace embedded

#endif
