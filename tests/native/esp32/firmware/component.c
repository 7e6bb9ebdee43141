/* SPDX-License-Identifier: MIT
 *
 * A part of ESP-IDF without anything in it.
 */
extern int embedded_component;
int embedded_component;
