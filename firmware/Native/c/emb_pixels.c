/* SPDX-License-Identifier: MIT */
#include "emb_pixels.h"

int32_t emb_bytes_per_pixel(int32_t format)
{
    switch (format)
    {
        case EMB_GRAY8:
            return 1;
        case EMB_RGB888:
            return 3;
        case EMB_RGB565_LITTLE_ENDIAN:
        case EMB_RGB565_BIG_ENDIAN:
            return 2;
        default:
            return 0;
    }
}

static void store(int32_t red, int32_t green, int32_t blue, int32_t channels, int32_t *values)
{
    if (channels == 1)
    {
        values[0] = (77 * red + 150 * green + 29 * blue + 128) >> 8; /* 77 + 150 + 29 = 256 */
        return;
    }

    values[0] = red;
    values[1] = green;
    values[2] = blue;
}

void emb_read_pixel(const emb_frame *frame, int32_t x, int32_t y, int32_t channels, int32_t *values)
{
    const uint8_t *pixel = frame->pixels + (y * frame->width + x) * emb_bytes_per_pixel(frame->format);
    if (frame->format == EMB_GRAY8)
    {
        for (int32_t channel = 0; channel < channels; channel++)
        {
            values[channel] = pixel[0];
        }
    }
    else if (frame->format == EMB_RGB888)
    {
        store(pixel[0], pixel[1], pixel[2], channels, values);
    }
    else
    {
        int32_t low = pixel[frame->format == EMB_RGB565_LITTLE_ENDIAN ? 0 : 1];
        int32_t high = pixel[frame->format == EMB_RGB565_LITTLE_ENDIAN ? 1 : 0];
        int32_t red = high >> 3;
        int32_t green = ((high & 7) << 3) | (low >> 5);
        int32_t blue = low & 31;
        store((red << 3) | (red >> 2), (green << 2) | (green >> 4), (blue << 3) | (blue >> 2), channels, values); /* 31 becomes 255 */
    }
}
