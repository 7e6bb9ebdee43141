/* SPDX-License-Identifier: MIT
 *
 * Runs the native engine outside of .NET, so that it can be built with sanitizers or for another machine.
 *
 *     emb_tool MODEL [INPUT]     status, then a CRC-32 for each operator; INPUT is the raw tensor, zeros without
 *     emb_tool < CASES           one such line a case
 *
 * A case is five little-endian i32 (bytes of the model, bytes of the input, width, height and format of a frame) and the two
 * byte arrays. With a format other than 0 the input is a frame, and the CRC-32 of the preprocessed input comes first.
 * Every buffer is exactly as long as the engine is told.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "emb.h"

#ifdef _WIN32
#include <fcntl.h>
#include <io.h>
#endif

typedef struct
{
    int32_t file_bytes;
    int32_t input_bytes;
    int32_t width;
    int32_t height;
    int32_t format;
} header;

static void *allocate(size_t bytes)
{
    void *buffer = malloc(bytes == 0 ? 1 : bytes); /* at a multiple of 16 on 64-bit systems */
    if (buffer == NULL)
    {
        fprintf(stderr, "emb_tool: no memory for %lu bytes\n", (unsigned long)bytes);
        exit(1);
    }

    return buffer;
}

static void print_sum(void *context, int32_t index, const int8_t *output, int32_t count)
{
    (void)context;
    (void)index;
    printf(" %08lx", (unsigned long)emb_crc32(output, (size_t)count));
}

/* Writes the input of a case to the arena. */
static emb_status set_input(const emb_model *model, const header *head, const uint8_t *bytes, uint8_t *arena, size_t arena_bytes)
{
    emb_tensor input = emb_input(model);
    size_t count = (size_t)emb_count(&input);
    emb_status status = {EMB_OK, -1};
    memset(arena, 99, arena_bytes); /* what an operator reads beyond its input must not matter */
    if (head->format != 0)
    {
        emb_frame frame = {bytes, (size_t)head->input_bytes, head->width, head->height, head->format};
        status = emb_preprocess(model, arena, arena_bytes, &frame);
        if (status.code == EMB_OK)
        {
            print_sum(NULL, 0, (const int8_t *)arena + input.offset, (int32_t)count);
        }
    }
    else
    {
        memset(arena + input.offset, 0, count);
        memcpy(arena + input.offset, bytes, (size_t)head->input_bytes < count ? (size_t)head->input_bytes : count);
    }

    return status;
}

static void run_case(const header *head, const uint8_t *file, const uint8_t *bytes)
{
    emb_model model;
    size_t arena_bytes = 1; /* too small: the status names the bytes needed */
    void *arena = allocate(arena_bytes);
    emb_status status = emb_open(&model, file, (size_t)head->file_bytes, arena, arena_bytes);
    if (status.code == EMB_ARENA_TOO_SMALL)
    {
        free(arena);
        arena_bytes = (size_t)status.index;
        arena = allocate(arena_bytes);
        status = emb_open(&model, file, (size_t)head->file_bytes, arena, arena_bytes);
    }

    printf("%ld %ld", (long)status.code, (long)status.index);
    if (status.code == EMB_OK)
    {
        status = set_input(&model, head, bytes, (uint8_t *)arena, arena_bytes);
        if (status.code == EMB_OK)
        {
            status = emb_run(&model, arena, arena_bytes, print_sum, NULL);
        }

        if (status.code != EMB_OK)
        {
            printf(" refused %ld %ld", (long)status.code, (long)status.index);
        }
    }

    printf("\n");
    free(arena);
}

static uint8_t *load(const char *path, int32_t *bytes)
{
    FILE *stream = fopen(path, "rb");
    if (stream == NULL || fseek(stream, 0, SEEK_END) != 0)
    {
        fprintf(stderr, "emb_tool: %s cannot be read\n", path);
        exit(1);
    }

    long length = ftell(stream);
    uint8_t *buffer = (uint8_t *)allocate((size_t)length);
    rewind(stream);
    *bytes = (int32_t)fread(buffer, 1, (size_t)length, stream);
    fclose(stream);
    return buffer;
}

static uint8_t *read_bytes(int32_t count)
{
    uint8_t *buffer = (uint8_t *)allocate((size_t)count);
    if (fread(buffer, 1, (size_t)count, stdin) != (size_t)count)
    {
        fprintf(stderr, "emb_tool: a case is cut off\n");
        exit(1);
    }

    return buffer;
}

int main(int count, char **arguments)
{
    header head = {0, 0, 0, 0, 0};
    if (count > 1)
    {
        uint8_t *file = load(arguments[1], &head.file_bytes);
        uint8_t *input = count > 2 ? load(arguments[2], &head.input_bytes) : (uint8_t *)allocate(0);
        run_case(&head, file, input);
        free(file);
        free(input);
        return 0;
    }

#ifdef _WIN32
    _setmode(_fileno(stdin), _O_BINARY);
#endif
    while (fread(&head, sizeof head, 1, stdin) == 1)
    {
        uint8_t *file = read_bytes(head.file_bytes);
        uint8_t *input = read_bytes(head.input_bytes);
        run_case(&head, file, input);
        free(file);
        free(input);
    }

    return 0;
}
