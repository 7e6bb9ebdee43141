/* SPDX-License-Identifier: MIT
 *
 * Single pixels of any format in the model's channels; PixelReader.cs.
 */
#ifndef EMB_PIXELS_H
#define EMB_PIXELS_H

#include "emb.h"

/* Bytes a pixel, 0 for unknown formats. */
int32_t emb_bytes_per_pixel(int32_t format);

/* Writes the pixel at (x, y) to values [1 or 3]: grey (ITU-R BT.601 luma), or red, green, blue; 0 to 255. */
void emb_read_pixel(const emb_frame *frame, int32_t x, int32_t y, int32_t channels, int32_t *values);

#endif
