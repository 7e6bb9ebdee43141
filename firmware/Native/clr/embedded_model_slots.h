/* SPDX-License-Identifier: MIT
 *
 * Where model files are: the port's slots in flash and one in memory. Functions are called on the CLR's task.
 */
#ifndef EMBEDDED_MODEL_SLOTS_H
#define EMBEDDED_MODEL_SLOTS_H

#include <stddef.h>
#include <stdint.h>

namespace embedded
{

const int32_t memory_slot = -1;

/* A file at a multiple of 16; of no bytes, but never at NULL, where there is none. */
struct ModelFile
{
    const uint8_t *bytes;
    size_t length;
};

/* The file in a slot: in flash as long as its header says, in memory all that was allocated. */
ModelFile model_file(int32_t slot);

/* The number in the record behind that file (docs/model-slots.md), 0 without a valid one. */
uint32_t model_sequence(int32_t slot);

/* Replaces the memory behind memory_slot by so many zeros; false if there is not enough, then it is empty. */
bool allocate_model(size_t bytes);

/* The memory behind memory_slot, NULL if it is empty. */
uint8_t *model_memory();

} // namespace embedded

#endif
