/* SPDX-License-Identifier: MIT
 *
 * The numbers of the .emb file, version 1; docs/model-format.md describes every byte.
 */
#ifndef EMB_FORMAT_H
#define EMB_FORMAT_H

#include <stdint.h>

#define EMB_MAGIC UINT32_C(0x1A424D45) /* "EMB" and 0x1A, which stops a terminal from printing the rest */
#define EMB_VERSION 1

#define EMB_HEADER_BYTES 32
#define EMB_SECTION_BYTES 16
#define EMB_CRC_START 16 /* first byte that the CRC-32 covers */
#define EMB_MAX_SECTIONS 32
#define EMB_REQUIRED_FLAG 1u
#define EMB_MAX_ARENA_BYTES (1 << 26)

#define EMB_INPUT_SECTION UINT32_C(0x54504E49)    /* "INPT" */
#define EMB_TENSOR_SECTION UINT32_C(0x534E4554)   /* "TENS" */
#define EMB_OPERATOR_SECTION UINT32_C(0x5245504F) /* "OPER" */
#define EMB_CONSTANT_SECTION UINT32_C(0x54534E43) /* "CNST" */
#define EMB_LABEL_SECTION UINT32_C(0x4C42414C)    /* "LABL" */
#define EMB_DECISION_SECTION UINT32_C(0x49434544) /* "DECI" */
#define EMB_NOTE_SECTION UINT32_C(0x45544F4E)     /* "NOTE" */

#define EMB_INPUT_BYTES 32
#define EMB_TENSOR_BYTES 24
#define EMB_MAX_TENSORS 4096
#define EMB_OPERATOR_BYTES 96
#define EMB_MAX_OPERATORS 4096
#define EMB_DECISION_BYTES 64
#define EMB_NO_TENSOR 0xFFFF
#define EMB_MAX_SMOOTHING 32

/* Little-endian fields of a record. */
static inline int32_t emb_u16(const uint8_t *bytes, int32_t at)
{
    return bytes[at] | (bytes[at + 1] << 8);
}

static inline int32_t emb_i16(const uint8_t *bytes, int32_t at)
{
    return (int16_t)emb_u16(bytes, at);
}

static inline uint32_t emb_u32(const uint8_t *bytes, int32_t at)
{
    return (uint32_t)emb_u16(bytes, at) | ((uint32_t)emb_u16(bytes, at + 2) << 16);
}

static inline int32_t emb_i32(const uint8_t *bytes, int32_t at)
{
    return (int32_t)emb_u32(bytes, at);
}

#endif
