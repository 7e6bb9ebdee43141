/* SPDX-License-Identifier: MIT
 *
 * A plugin for qemu's user-mode emulators that counts executed instructions exactly. Programs mark intervals with a system
 * call that does not exist, COUNTER_MARK: argument 0 starts counting from zero, any other is the name under which the
 * instructions since the last start are reported, as a line "count <name> <instructions>" on stderr. At the end: "total <instructions>".
 *
 *     qemu-xtensa -cpu lx106 -plugin ./counter.so -d plugin program
 *
 * Distributions ship no header for the interface, so the few functions in use are declared here: version 1, of qemu 6.0 to 8.2
 * (qemu-plugin.h, docs/devel/tcg-plugins.rst of qemu 7.2). Counting is by translated block: every block adds its number of
 * instructions when it is entered. A system call ends its block, so that a mark sees a count without remainder.
 */
#include <inttypes.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "counter.h"

struct qemu_plugin_tb;
typedef uint64_t plugin_id;
enum
{
    INLINE_ADD_U64 = 0
};

extern void qemu_plugin_register_vcpu_tb_trans_cb(plugin_id id, void (*translated)(plugin_id, struct qemu_plugin_tb *));
extern void qemu_plugin_register_vcpu_tb_exec_inline(struct qemu_plugin_tb *block, int operation, void *counter, uint64_t amount);
extern size_t qemu_plugin_tb_n_insns(const struct qemu_plugin_tb *block);
extern void qemu_plugin_register_vcpu_syscall_cb(
    plugin_id id,
    void (*called)(plugin_id, unsigned, int64_t, uint64_t, uint64_t, uint64_t, uint64_t, uint64_t, uint64_t, uint64_t, uint64_t));
extern void qemu_plugin_register_atexit_cb(plugin_id id, void (*ended)(plugin_id, void *), void *data);
extern void qemu_plugin_outs(const char *text);

__attribute__((visibility("default"))) int qemu_plugin_version = 1;

static uint64_t executed;
static uint64_t started;

static void translated(plugin_id id, struct qemu_plugin_tb *block)
{
    (void)id;
    qemu_plugin_register_vcpu_tb_exec_inline(block, INLINE_ADD_U64, &executed, qemu_plugin_tb_n_insns(block));
}

static void called(
    plugin_id id, unsigned cpu, int64_t number, uint64_t name, uint64_t a2, uint64_t a3, uint64_t a4, uint64_t a5, uint64_t a6,
    uint64_t a7, uint64_t a8)
{
    (void)id, (void)cpu, (void)a2, (void)a3, (void)a4, (void)a5, (void)a6, (void)a7, (void)a8;
    if (number != COUNTER_MARK)
    {
        return;
    }

    if (name == 0)
    {
        started = executed;
        return;
    }

    char line[64];
    snprintf(line, sizeof line, "count %" PRIu64 " %" PRIu64 "\n", name, executed - started);
    qemu_plugin_outs(line);
}

static void ended(plugin_id id, void *data)
{
    (void)id, (void)data;
    char line[64];
    snprintf(line, sizeof line, "total %" PRIu64 "\n", executed);
    qemu_plugin_outs(line);
}

__attribute__((visibility("default"))) int qemu_plugin_install(plugin_id id, const void *info, int argc, char **argv)
{
    (void)info, (void)argc, (void)argv;
    qemu_plugin_register_vcpu_tb_trans_cb(id, translated);
    qemu_plugin_register_vcpu_syscall_cb(id, called);
    qemu_plugin_register_atexit_cb(id, ended, NULL);
    return 0;
}
