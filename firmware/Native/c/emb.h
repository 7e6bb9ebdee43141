/* SPDX-License-Identifier: MIT
 *
 * Runs int8 networks from .emb files (docs/model-format.md), byte for byte as the C# engine in firmware/Core does.
 * C99, no allocation, no mutable state of its own, no floating point, no recursion.
 *
 *     static uint8_t arena[48 * 1024]; // at a multiple of 16, as the file
 *     emb_model model;
 *     emb_status status = emb_open(&model, file, file_length, arena, sizeof arena);
 *     if (status.code == EMB_OK) { status = emb_preprocess(&model, arena, sizeof arena, &frame); }
 *     if (status.code == EMB_OK) { status = emb_run(&model, arena, sizeof arena, NULL, NULL); }
 *     const int8_t *scores = (const int8_t *)arena + emb_output(&model).offset;
 */
#ifndef EMB_H
#define EMB_H

#include <stddef.h>
#include <stdint.h>

#if defined(EMB_SHARED) && defined(_WIN32)
#define EMB_API __declspec(dllexport)
#elif defined(EMB_SHARED) && defined(__GNUC__)
#define EMB_API __attribute__((visibility("default")))
#else
#define EMB_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* What went wrong. 100 to 118 are those of ModelError, in firmware/Core/Inference, with the same index. */
enum
{
    EMB_OK = 0,
    EMB_NOT_A_MODEL = 100,
    EMB_NEWER_VERSION = 101,
    EMB_WRONG_LENGTH = 102,
    EMB_WRONG_CRC = 103,
    EMB_BAD_SECTION = 104,
    EMB_BAD_INPUT = 105,
    EMB_BAD_TENSOR = 106,
    EMB_BAD_LABELS = 107,
    EMB_BAD_DECISION = 108,
    EMB_UNKNOWN_SECTION = 109,
    EMB_UNKNOWN_OPERATOR = 110,
    EMB_BAD_OPERATOR_TENSOR = 111,
    EMB_BAD_OPERATOR_SHAPE = 112,
    EMB_BAD_CONSTANTS = 113,
    EMB_BAD_OPERATOR_VALUE = 114,
    EMB_UNKNOWN_WEIGHT_LAYOUT = 115,
    EMB_BAD_IN_PLACE_MODE = 116,
    EMB_ARENA_OVERLAP = 117,
    EMB_BAD_ARENA = 118,

    EMB_NO_BUFFER = 150,       /* a null pointer; index 0 file, 1 arena, 2 frame */
    EMB_MISALIGNED = 151,      /* a buffer not at a multiple of 16; index 0 file, 1 arena */
    EMB_ARENA_TOO_SMALL = 152, /* index: the bytes needed */
    EMB_BAD_FRAME = 153,       /* a side below 1 or above EMB_MAX_FRAME_SIDE, or fewer pixels than the frame needs */
    EMB_UNKNOWN_FORMAT = 154,  /* index: the pixel format */
    EMB_NO_PICTURE = 155       /* the model's input is no picture */
};

/* Where file and arena start. */
#define EMB_ALIGNMENT 16

/* Longest side of a frame: every product of the preprocessor stays within 32 bits. */
#define EMB_MAX_FRAME_SIDE 16384

/* The result of a call. */
typedef struct
{
    int32_t code;  /* 0 is success */
    int32_t index; /* the operator, tensor, section or class at fault, -1 for none */
} emb_status;

/* One int8 activation [height, width, channels] in the arena: real = scale (q - zero_point). */
typedef struct
{
    int32_t height;
    int32_t width;
    int32_t channels;
    int32_t offset; /* index of the first value in the arena */
    int32_t zero_point;
    int32_t scale_bits; /* the scale as the bits of an IEEE 754 single: engines do not compute with it */
} emb_tensor;

/* The settings in the file's DECI section. */
typedef struct
{
    int32_t smoothing; /* frames averaged, 1 to 32 */
    int32_t threshold; /* per cent, 0 to 100 */
    int32_t led_class; /* -1 for none */
    int32_t led;       /* 0 none, 1 status, 2 flash */
    int32_t print_frames;
    int32_t print_trace;
} emb_decision;

/* A checked file. Copy it freely; the file itself stays where it is. Read it through the functions below. */
typedef struct emb_model
{
    const uint8_t *input;     /* INPT */
    const uint8_t *tensors;   /* TENS */
    const uint8_t *operators; /* OPER */
    const uint8_t *labels;    /* LABL */
    const uint8_t *decision;  /* DECI */
    const uint8_t *constants; /* CNST */
    int32_t input_bytes;
    int32_t tensor_count;
    int32_t operator_count;
    int32_t label_bytes;
    int32_t decision_bytes;
    int32_t constant_bytes;
    int32_t arena_bytes;
    uint32_t crc;
} emb_model;

/* Pixel formats; the numbers of PixelFormat in firmware/Core/Vision. */
enum
{
    EMB_GRAY8 = 1,
    EMB_RGB888 = 2,
    EMB_RGB565_LITTLE_ENDIAN = 3,
    EMB_RGB565_BIG_ENDIAN = 4
};

/* One picture, rows without gaps. */
typedef struct
{
    const uint8_t *pixels; /* [height, width] pixels */
    size_t length;         /* bytes at pixels */
    int32_t width;
    int32_t height;
    int32_t format;
} emb_frame;

/* Sees every operator's output [count] right after it was computed. */
typedef void (*emb_observer)(void *context, int32_t index, const int8_t *output, int32_t count);

/*
 * Checks a file completely, as ModelReader does: the same code and index for the same file. The file starts at a multiple of 16
 * and stays unchanged while the model is used. The arena, too at a multiple of 16, holds emb_arena_bytes and at least
 * 2 bytes a tensor, which the check of the memory plan needs; with less the status names the bytes needed.
 */
EMB_API emb_status emb_open(emb_model *model, const void *file, size_t length, void *arena, size_t arena_bytes);

/* sizeof(emb_model), for callers from other languages. */
EMB_API size_t emb_model_bytes(void);

/* Runs all operators. The input lies in the arena at emb_input(model).offset and is lost; observer may be NULL. */
EMB_API emb_status emb_run(const emb_model *model, void *arena, size_t arena_bytes, emb_observer observer, void *context);

/* Writes the model's input for a frame of any size and format, as Preprocessor in firmware/Core does. */
EMB_API emb_status emb_preprocess(const emb_model *model, void *arena, size_t arena_bytes, const emb_frame *frame);

/* Bytes of the arena. */
EMB_API int32_t emb_arena_bytes(const emb_model *model);

/* Where the input goes. */
EMB_API emb_tensor emb_input(const emb_model *model);

/* Where the result is after a run. */
EMB_API emb_tensor emb_output(const emb_model *model);

/* Values of a tensor. */
EMB_API int32_t emb_count(const emb_tensor *tensor);

/* 1 for a model that takes grey pictures, 3 for colour, 0 if its input is no picture. */
EMB_API int32_t emb_picture_channels(const emb_model *model);

/* The settings of the decision. */
EMB_API emb_decision emb_read_decision(const emb_model *model);

/* Number of class names: 0 or the number of outputs. */
EMB_API int32_t emb_label_count(const emb_model *model);

/* The UTF-8 text of a class name and its length in bytes; not ended by a 0. NULL outside 0 to count - 1. */
EMB_API const char *emb_label(const emb_model *model, int32_t index, int32_t *length);

/* CRC-32 of Ethernet, zip and PNG. */
EMB_API uint32_t emb_crc32(const void *bytes, size_t count);

#ifdef __cplusplus
}
#endif

#endif
