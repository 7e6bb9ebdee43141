/* SPDX-License-Identifier: MIT
 *
 * Tests of the glue. Every one leaves the glue as it found it: nothing open, nothing taken.
 */
#ifndef GLUE_TEST_H
#define GLUE_TEST_H

#include "fake_clr.h"

/* A good model file, whose input is an RGB picture, and how many operators, inputs and outputs it has. */
struct GoodModel
{
    std::vector<uint8_t> file;
    size_t operators;
    size_t inputs;
    size_t outputs;
};

extern GoodModel g_model;

/* A frame for it. */
const int32_t frame_width = 40;
const int32_t frame_height = 30;
const int32_t frame_format = 2;
const size_t frame_bytes = 3 * 40 * 30;

/* Calls that need no second look. */
int32_t open_slot(int32_t slot);
int32_t set_input();
int32_t run_plainly();
void close_engine();
HRESULT write_model(int32_t position, const std::vector<uint8_t> &bytes);
HRESULT allocate(int32_t bytes);

void test_arguments();
void test_camera();
void test_engine();
void test_memory();
void test_slots();
void test_soft_reboot();
void test_task();

#endif
