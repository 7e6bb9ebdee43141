/* SPDX-License-Identifier: MIT
 *
 * UTF-8 of RFC 3629: shortest forms only, no surrogates, nothing above 10FFFF; and no 0, which would end a name on the device.
 */
#include "emb_check.h"

/* Bytes that follow the first byte of a character, -1 if none starts with it. */
static int32_t bytes_after(int32_t lead)
{
    return lead < 0x80 ? 0 : lead < 0xC2 ? -1 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : lead < 0xF5 ? 3 : -1;
}

static int is_character(int32_t value, int32_t more)
{
    int is_surrogate = value >= 0xD800 && value <= 0xDFFF;
    int is_overlong = (more == 2 && value < 0x800) || (more == 3 && value < 0x10000);
    return value != 0 && !is_surrogate && !is_overlong && value <= 0x10FFFF;
}

int emb_is_utf8(const uint8_t *text, int32_t count)
{
    int32_t at = 0;
    while (at < count)
    {
        int32_t lead = text[at++];
        int32_t more = bytes_after(lead);
        if (more < 0 || more > count - at)
        {
            return 0;
        }

        int32_t value = more == 0 ? lead : lead & (0x3F >> more);
        for (int32_t index = 0; index < more; index++)
        {
            if ((text[at] & 0xC0) != 0x80)
            {
                return 0;
            }

            value = (value << 6) | (text[at++] & 0x3F);
        }

        if (!is_character(value, more))
        {
            return 0;
        }
    }

    return 1;
}
