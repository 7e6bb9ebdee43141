/* SPDX-License-Identifier: MIT
 *
 * embedded_port.h on a PC, for a nanoCLR that runs there. The environment says what the board has:
 *   EMBEDDED_SLOTS   files of the model slots, 0 first, separated by colons
 *   EMBEDDED_CAMERA  a file of frames, one behind the other, in the format that the camera is opened with
 *   EMBEDDED_MEMORY  bytes of native memory; without it there is no limit
 */
#define _POSIX_C_SOURCE 200809L
#include "embedded_port.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum
{
    alignment = 16,
    most_slots = 8,
    no_more_frames = -1 /* NativeCamera.NoMoreFrames */
};

/* In front of what embedded_port_allocate hands out. */
typedef union
{
    size_t bytes;
    uint8_t room[alignment];
} block;

static size_t s_taken;

void *embedded_port_allocate(size_t bytes)
{
    const char *limit = getenv("EMBEDDED_MEMORY");
    if (limit != NULL && bytes > strtoull(limit, NULL, 10) - s_taken)
    {
        return NULL;
    }

    void *memory = NULL;
    if (posix_memalign(&memory, alignment, sizeof(block) + bytes) != 0)
    {
        return NULL;
    }

    ((block *)memory)->bytes = bytes;
    s_taken += bytes;
    return (block *)memory + 1;
}

void embedded_port_free(void *memory)
{
    if (memory != NULL)
    {
        block *start = (block *)memory - 1;
        s_taken -= start->bytes;
        free(start);
    }
}

/* A whole file at a multiple of 16; NULL if it cannot be read. */
static uint8_t *read_file(const char *name, size_t *bytes)
{
    FILE *file = fopen(name, "rb");
    if (file == NULL)
    {
        return NULL;
    }

    void *memory = NULL;
    long length = fseek(file, 0, SEEK_END) == 0 ? ftell(file) : -1;
    if (length < 0 || posix_memalign(&memory, alignment, (size_t)length + 1) != 0)
    {
        fclose(file);
        return NULL;
    }

    rewind(file);
    *bytes = fread(memory, 1, (size_t)length, file);
    fclose(file);
    return (uint8_t *)memory;
}

const uint8_t *embedded_port_slot(int32_t slot, size_t *bytes)
{
    static uint8_t *files[most_slots];
    static size_t lengths[most_slots];
    const char *names = getenv("EMBEDDED_SLOTS");
    if (slot < 0 || slot >= most_slots || names == NULL)
    {
        return NULL;
    }

    for (int32_t i = 0; i < slot && names != NULL; i++)
    {
        names = strchr(names, ':');
        names = names == NULL ? NULL : names + 1;
    }

    if (names != NULL && files[slot] == NULL)
    {
        char name[4096];
        snprintf(name, sizeof name, "%.*s", (int)strcspn(names, ":"), names);
        files[slot] = read_file(name, &lengths[slot]);
    }

    *bytes = lengths[slot];
    return files[slot];
}

static FILE *s_frames;
static size_t s_frame_bytes;

int32_t embedded_port_camera_open(const embedded_camera_settings *settings)
{
    static const size_t pixel_bytes[] = {0, 1, 3, 2, 2}; /* by format */
    const char *name = getenv("EMBEDDED_CAMERA");
    s_frames = name == NULL ? NULL : fopen(name, "rb");
    if (s_frames == NULL)
    {
        return EMBEDDED_CAMERA_NOT_FOUND;
    }

    s_frame_bytes = pixel_bytes[settings->format] * (size_t)settings->width * (size_t)settings->height;
    return EMBEDDED_CAMERA_OK;
}

size_t embedded_port_camera_frame_bytes(void)
{
    return s_frame_bytes;
}

int32_t embedded_port_camera_capture(uint8_t *pixels)
{
    return s_frames == NULL ? EMBEDDED_CAMERA_NOT_OPEN
        : fread(pixels, 1, s_frame_bytes, s_frames) == s_frame_bytes ? EMBEDDED_CAMERA_OK
                                                                      : no_more_frames;
}

void embedded_port_camera_close(void)
{
    if (s_frames != NULL)
    {
        fclose(s_frames);
    }

    s_frames = NULL;
    s_frame_bytes = 0;
}

typedef struct
{
    void (*work)(void *context);
    void *context;
} job;

static void *run_job(void *argument)
{
    job todo = *(job *)argument;
    free(argument);
    todo.work(todo.context);
    return NULL;
}

bool embedded_port_start(void (*work)(void *context), void *context)
{
    job *todo = malloc(sizeof *todo);
    pthread_t thread;
    if (todo == NULL)
    {
        return false;
    }

    *todo = (job){work, context};
    if (pthread_create(&thread, NULL, run_job, todo) != 0)
    {
        free(todo);
        return false;
    }

    pthread_detach(thread);
    return true;
}
