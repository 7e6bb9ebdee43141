/* SPDX-License-Identifier: MIT
 *
 * From a camera frame to the model's input tensor, in integers only; Preprocessor.cs:
 *   1. centre crop to the model's aspect (the largest such rectangle, the odd pixel left at the bottom or right)
 *   2. area or bilinear resize to the model's input, rounded half up
 *   3. int8 = pixel XOR 80 hex, or the model's 256-entry table
 * An area is summed where it lies, so that no row has to be kept: rows in 32 bits, their weighted sum in 64.
 */
#include "emb_check.h"
#include "emb_format.h"
#include "emb_pixels.h"

/* The crop, and the size it is brought to. */
typedef struct
{
    int32_t left;
    int32_t top;
    int32_t width;
    int32_t height;
    int32_t out_width;
    int32_t out_height;
    int32_t channels; /* 1 or 3 */
} crop;

static int32_t at_least_one(int64_t value)
{
    return value < 1 ? 1 : (int32_t)value;
}

static int32_t clamp(int32_t value, int32_t maximum)
{
    return value < 0 ? 0 : value > maximum ? maximum : value;
}

/* How much of [start, start + length) lies in [from, to). */
static int32_t overlap(int32_t start, int32_t length, int32_t from, int32_t to)
{
    int32_t first = start > from ? start : from;
    int32_t end = start + length < to ? start + length : to;
    return end - first;
}

static crop centre(const emb_frame *frame, const emb_tensor *input)
{
    crop area = {0, 0, frame->width, frame->height, input->width, input->height, input->channels};
    if ((int64_t)area.width * input->height > (int64_t)area.height * input->width)
    {
        area.width = at_least_one((int64_t)area.height * input->width / input->height);
    }
    else
    {
        area.height = at_least_one((int64_t)area.width * input->height / input->width);
    }

    area.left = (frame->width - area.width) / 2;
    area.top = (frame->height - area.height) / 2;
    return area;
}

static void divide(const int64_t *sums, int64_t total, int32_t channels, int32_t *pixel)
{
    for (int32_t channel = 0; channel < channels; channel++)
    {
        int64_t sum = sums[channel] + total / 2;
        pixel[channel] = total < 1 << 24 ? (int32_t)((uint32_t)sum / (uint32_t)total) : (int32_t)(sum / total);
    }
}

/* Exact mean: across, an output pixel spans width units and a source pixel out_width units of 1/(width out_width); and so vertically. */
static void mean_of_area(const emb_frame *frame, const crop *area, int32_t out_x, int32_t out_y, int32_t *pixel)
{
    int32_t start_x = out_x * area->width;
    int32_t end_x = start_x + area->width;
    int32_t start_y = out_y * area->height;
    int32_t end_y = start_y + area->height;
    int64_t sums[3] = {0, 0, 0};
    for (int32_t y = start_y / area->out_height; y * area->out_height < end_y; y++)
    {
        int32_t weight_y = overlap(y * area->out_height, area->out_height, start_y, end_y);
        int32_t row[3] = {0, 0, 0}; /* at most 255 width */
        for (int32_t x = start_x / area->out_width; x * area->out_width < end_x; x++)
        {
            int32_t weight_x = overlap(x * area->out_width, area->out_width, start_x, end_x);
            emb_read_pixel(frame, area->left + x, area->top + y, area->channels, pixel);
            for (int32_t channel = 0; channel < area->channels; channel++)
            {
                row[channel] += weight_x * pixel[channel];
            }
        }

        for (int32_t channel = 0; channel < area->channels; channel++)
        {
            sums[channel] += (int64_t)weight_y * row[channel];
        }
    }

    divide(sums, (int64_t)area->width * area->height, area->channels, pixel);
}

/* Half-pixel centres: source = (out + 1/2) crop / size - 1/2, clamped to the crop; weights in units of 1/(2 size). */
static void interpolate(const emb_frame *frame, const crop *area, int32_t out_x, int32_t out_y, int32_t *pixel)
{
    int32_t unit_x = 2 * area->out_width;
    int32_t unit_y = 2 * area->out_height;
    int32_t source_x = clamp((2 * out_x + 1) * area->width - area->out_width, (area->width - 1) * unit_x);
    int32_t source_y = clamp((2 * out_y + 1) * area->height - area->out_height, (area->height - 1) * unit_y);
    int64_t sums[3] = {0, 0, 0};
    for (int32_t tap = 0; tap < 4; tap++)
    {
        int32_t x = source_x / unit_x + (tap & 1);
        int32_t y = source_y / unit_y + (tap >> 1);
        int32_t weight_x = (tap & 1) == 0 ? unit_x - source_x % unit_x : source_x % unit_x;
        int32_t weight_y = (tap >> 1) == 0 ? unit_y - source_y % unit_y : source_y % unit_y;
        if (weight_x == 0 || weight_y == 0)
        {
            continue; /* also keeps the last row and column inside the crop */
        }

        emb_read_pixel(frame, area->left + x, area->top + y, area->channels, pixel);
        for (int32_t channel = 0; channel < area->channels; channel++)
        {
            sums[channel] += (int64_t)weight_x * weight_y * pixel[channel];
        }
    }

    divide(sums, (int64_t)unit_x * unit_y, area->channels, pixel);
}

static emb_status check_frame(const emb_model *model, const emb_frame *frame)
{
    if (emb_picture_channels(model) == 0)
    {
        return emb_fail(EMB_NO_PICTURE, -1);
    }

    if (frame == NULL || frame->pixels == NULL)
    {
        return emb_fail(EMB_NO_BUFFER, 2);
    }

    int32_t bytes = emb_bytes_per_pixel(frame->format);
    if (bytes == 0)
    {
        return emb_fail(EMB_UNKNOWN_FORMAT, frame->format);
    }

    int is_sized = frame->width >= 1 && frame->width <= EMB_MAX_FRAME_SIDE && frame->height >= 1
        && frame->height <= EMB_MAX_FRAME_SIDE && (uint64_t)frame->length >= (uint64_t)frame->width * (uint64_t)frame->height * (uint64_t)bytes;
    return is_sized ? emb_success() : emb_fail(EMB_BAD_FRAME, -1);
}

emb_status emb_preprocess(const emb_model *model, void *arena, size_t arena_bytes, const emb_frame *frame)
{
    emb_status status = emb_check_arena(model, arena, arena_bytes);
    status = status.code == EMB_OK ? check_frame(model, frame) : status;
    if (status.code != EMB_OK)
    {
        return status;
    }

    emb_tensor input = emb_input(model);
    crop area = centre(frame, &input);
    const uint8_t *table = model->input[7] == 1 ? model->input + EMB_INPUT_BYTES : NULL;
    int is_mean = model->input[6] == 0;
    uint8_t *out = (uint8_t *)arena + input.offset;
    for (int32_t out_y = 0; out_y < input.height; out_y++)
    {
        for (int32_t out_x = 0; out_x < input.width; out_x++)
        {
            int32_t pixel[3] = {0, 0, 0};
            if (is_mean)
            {
                mean_of_area(frame, &area, out_x, out_y, pixel);
            }
            else
            {
                interpolate(frame, &area, out_x, out_y, pixel);
            }

            for (int32_t channel = 0; channel < area.channels; channel++)
            {
                *out++ = table == NULL ? (uint8_t)(pixel[channel] ^ 0x80) : table[pixel[channel]];
            }
        }
    }

    return status;
}
