/* SPDX-License-Identifier: MIT
 *
 * What firmware/Native/esp32 uses of spi_flash_mmap.h of ESP-IDF 5.5.4: its names, types and values.
 */
#ifndef SPI_FLASH_MMAP_H
#define SPI_FLASH_MMAP_H

#include <stddef.h>
#include <stdint.h>

#define SPI_FLASH_CACHE2PHYS_FAIL UINT32_MAX

size_t spi_flash_cache2phys(const void *cached);

#endif
