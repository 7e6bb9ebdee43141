/* SPDX-License-Identifier: MIT
 *
 * Reflected polynomial EDB88320, four bits a step so that the table stays tiny.
 */
#include "emb.h"

uint32_t emb_crc32(const void *bytes, size_t count)
{
    static const uint32_t table[16] = {
        0x00000000u, 0x1DB71064u, 0x3B6E20C8u, 0x26D930ACu, 0x76DC4190u, 0x6B6B51F4u, 0x4DB26158u, 0x5005713Cu,
        0xEDB88320u, 0xF00F9344u, 0xD6D6A3E8u, 0xCB61B38Cu, 0x9B64C2B0u, 0x86D3D2D4u, 0xA00AE278u, 0xBDBDF21Cu};
    const uint8_t *byte = (const uint8_t *)bytes;
    uint32_t state = 0xFFFFFFFFu;
    for (size_t at = 0; at < count; at++)
    {
        state ^= byte[at];
        state = (state >> 4) ^ table[state & 15u];
        state = (state >> 4) ^ table[state & 15u];
    }

    return ~state;
}
