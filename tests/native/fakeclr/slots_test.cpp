/* SPDX-License-Identifier: MIT */
#include "glue_test.h"

#include <string.h>

#include "emb.h"

/* Codes of emb.h. */
static const int32_t not_a_model = 100;
static const int32_t wrong_length = 102;
static const int32_t wrong_crc = 103;

static int32_t length_of(int32_t slot)
{
    return result_of(call(model_length).with(slot));
}

static HRESULT read(int32_t slot, int32_t position, size_t buffer_length, int32_t start, int32_t count)
{
    Array<uint8_t> buffer(buffer_length);
    return call(model_read).with(slot).with(position).with(&buffer).with(start).with(count).step();
}

static void test_contents()
{
    int32_t length = (int32_t)g_model.file.size();
    std::vector<uint8_t> partition = g_model.file;
    partition.resize(partition.size() + 1000, 0xFF);
    set_slot(1, partition);
    CHECK(length_of(0) == length);
    CHECK(length_of(1) == length);
    CHECK(length_of(2) == 0 && length_of(-1) == 0 && length_of(-2) == 0 && length_of(INT32_MAX) == 0 && length_of(INT32_MIN) == 0);
    CHECK(open_slot(1) == 0);
    CHECK(open_slot(2) == not_a_model && open_slot(-1) == not_a_model && open_slot(INT32_MIN) == not_a_model);

    set_slot(1, {});
    CHECK(length_of(1) == 0 && open_slot(1) == not_a_model);
    set_slot(1, std::vector<uint8_t>(4096, 0xFF));
    CHECK(length_of(1) == 0 && open_slot(1) == not_a_model);
    set_slot(1, std::vector<uint8_t>(g_model.file.begin(), g_model.file.begin() + 20));
    CHECK(length_of(1) == 0 && open_slot(1) == not_a_model);

    /* The end was never written. */
    partition = g_model.file;
    memset(partition.data() + partition.size() / 2, 0xFF, partition.size() - partition.size() / 2);
    set_slot(1, partition);
    CHECK(length_of(1) == length && open_slot(1) == wrong_crc);

    /* The slot ends before the file does. */
    partition.resize(partition.size() / 2);
    set_slot(1, partition);
    CHECK(length_of(1) == 0 && open_slot(1) == not_a_model);
    close_engine();
}

static uint32_t sequence_of(int32_t slot)
{
    return (uint32_t)result_of(call(Method::model_sequence).with(slot));
}

static void put(std::vector<uint8_t> &bytes, size_t at, uint32_t value)
{
    for (int i = 0; i < 4; i++)
    {
        bytes[at + i] = (uint8_t)(value >> 8 * i);
    }
}

/* A slot that holds the model, as long as its header says, and a record. */
static std::vector<uint8_t> slot_image(size_t length, uint32_t sequence)
{
    std::vector<uint8_t> bytes = g_model.file;
    bytes.resize(length, 0xEE);
    put(bytes, 8, (uint32_t)length);
    size_t at = (length + 15) / 16 * 16;
    bytes.resize(at + 16, 0xFF);
    memcpy(bytes.data() + at, "SEQN", 4);
    put(bytes, at + 4, sequence);
    memcpy(bytes.data() + at + 8, bytes.data() + 12, 4);
    put(bytes, at + 12, emb_crc32(bytes.data() + at, 12));
    return bytes;
}

static void test_sequence()
{
    CHECK(sequence_of(0) == 0); /* the slot ends with its model */
    CHECK(sequence_of(1) == 0 && sequence_of(2) == 0 && sequence_of(-1) == 0 && sequence_of(INT32_MAX) == 0 && sequence_of(INT32_MIN) == 0);
    size_t length = g_model.file.size();
    for (size_t more = 0; more <= 17; more++)
    {
        std::vector<uint8_t> image = slot_image(length + more, 0xFFFFFFFEu - (uint32_t)more);
        set_slot(1, image);
        CHECK(sequence_of(1) == 0xFFFFFFFEu - (uint32_t)more);
        image.push_back(0xFF);
        set_slot(1, image);
        CHECK(sequence_of(1) == 0xFFFFFFFEu - (uint32_t)more);
        image.resize(image.size() - 2);
        set_slot(1, image);
        CHECK(sequence_of(1) == 0);
    }

    std::vector<uint8_t> image = slot_image(length, 7);
    for (size_t at = image.size() - 16; at < image.size(); at++)
    {
        image[at] ^= 0x10;
        set_slot(1, image);
        CHECK(sequence_of(1) == 0);
        image[at] ^= 0x10;
    }

    image[12] ^= 1; /* another model in front of the record */
    set_slot(1, image);
    CHECK(sequence_of(1) == 0);
    set_slot(1, std::vector<uint8_t>(4096, 0xFF));
    CHECK(sequence_of(1) == 0);
}

static void test_read()
{
    int32_t length = (int32_t)g_model.file.size();
    Array<uint8_t> buffer(9);
    CHECK(call(model_read).with(0).with(16).with(&buffer).with(1).with(8).step() == S_OK);
    CHECK(buffer[0] == 0 && memcmp(buffer.m_elements + 1, g_model.file.data() + 16, 8) == 0);
    CHECK(call(model_read).with(0).with(0).with((CLR_RT_HeapBlock_Array *)nullptr).with(0).with(0).step() == CLR_E_ARGUMENT_NULL);
    CHECK(read(0, length, 0, 0, 0) == S_OK);
    CHECK(read(0, length - 4, 4, 0, 4) == S_OK);
    CHECK(read(2, 0, 4, 4, 0) == S_OK);

    const int32_t refused[][5] = {
        {0, length - 3, 4, 0, 4}, {0, length + 1, 4, 0, 0}, {0, 0, 4, 1, 4}, {0, 0, 4, 5, 0}, {0, -1, 4, 0, 1}, {0, 0, 4, -1, 1},
        {0, 0, 4, 0, -1}, {0, INT32_MAX, 4, 0, INT32_MAX}, {0, INT32_MAX, 4, 0, 4}, {0, 0, 4, INT32_MAX, INT32_MAX},
        {0, 4, 4, INT32_MAX, 4}, {0, INT32_MIN, 4, INT32_MIN, INT32_MIN}, {2, 0, 4, 0, 1}, {-1, 0, 4, 0, 1},
    };
    for (const int32_t *one : refused)
    {
        CHECK(read(one[0], one[1], (size_t)one[2], one[3], one[4]) == CLR_E_OUT_OF_RANGE);
    }
}

void test_slots()
{
    test_contents();
    test_read();
    test_sequence();
    set_slot(1, {});
}

void test_memory()
{
    int32_t length = (int32_t)g_model.file.size();
    CHECK(write_model(0, {1}) == CLR_E_OUT_OF_RANGE);
    CHECK(write_model(0, {}) == S_OK);
    CHECK(allocate(-1) == CLR_E_OUT_OF_RANGE);
    CHECK(allocate(length) == S_OK);
    CHECK(length_of(-1) == length && open_slot(-1) == not_a_model);
    CHECK(write_model(0, g_model.file) == S_OK);
    CHECK(open_slot(-1) == 0 && set_input() == 0 && run_plainly() == 0);

    /* A write that is refused closes nothing, a write does, and so does an allocation; elsewhere a network stays open. */
    CHECK(write_model(length, {1}) == CLR_E_OUT_OF_RANGE && write_model(-1, {1}) == CLR_E_OUT_OF_RANGE);
    CHECK(write_model(INT32_MAX, {1, 2}) == CLR_E_OUT_OF_RANGE && run_plainly() == 0);
    CHECK(write_model(length - 1, {0xEE}) == S_OK && run_plainly() == 156);
    CHECK(open_slot(-1) == wrong_crc);
    CHECK(open_slot(0) == 0 && write_model(0, {1}) == S_OK && allocate(16) == S_OK && run_plainly() == 0);
    CHECK(allocate(length + 16) == S_OK && write_model(0, g_model.file) == S_OK && open_slot(-1) == wrong_length);
    CHECK(allocate(length) == S_OK && write_model(0, g_model.file) == S_OK && open_slot(-1) == 0);
    CHECK(allocate(0) == S_OK && run_plainly() == 156 && length_of(-1) == 0);

    /* Too large: what was there before is gone all the same. */
    CHECK(allocate(100) == S_OK);
    g_board.memory_limit = 1000;
    CHECK(allocate(1001) == CLR_E_OUT_OF_MEMORY && length_of(-1) == 0);
    CHECK(allocate(INT32_MAX) == CLR_E_OUT_OF_MEMORY);
    CHECK(allocate(1000) == S_OK && allocate(0) == S_OK);
    g_board.memory_limit = SIZE_MAX;
    CHECK(g_board.blocks_taken == 0);
}
