#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Builds a program of this folder, with the engine's sources, for this machine and for Xtensa:
#   build.sh program folder  ->  folder/program.host, program.host-reference, program.xtensa, program.xtensa-reference, counter.so
# "-reference" runs the readable kernels only. What cannot be built is left out with a line that begins with "skip:".
# CC, XTENSA_CC, CFLAGS and XTENSA_CFLAGS may be set; both are compiled with -O2 unless OPTIMIZE says otherwise.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
engine=$here/../../firmware/Native/c
program=$1
out=$2
cc=${CC:-gcc}
xtensa_cc=${XTENSA_CC:-xtensa-lx106-elf-gcc}
optimize=${OPTIMIZE:--O2}
warnings="-Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror"
sources=("$here/$program.c")
[ "$program" = fast_test ] && sources+=("$here/random_operator.c")
mkdir -p "$out"

for kernels in "" -reference; do
    define=${kernels:+-DEMB_REFERENCE}
    if command -v "$cc" > /dev/null; then
        # shellcheck disable=SC2086
        "$cc" -std=c99 $optimize $warnings ${CFLAGS:-} $define -I"$here" -I"$engine" -o "$out/$program.host$kernels" \
            "${sources[@]}" "$here/print.c" "$here/host.c" "$engine"/emb_*.c
    fi

    if command -v "$xtensa_cc" > /dev/null; then
        # -ffreestanding: no C library is installed; -mtext-section-literals: constants lie among the code, within reach;
        # the loops of memcpy and memset must not be replaced by calls of memcpy and memset.
        # shellcheck disable=SC2086
        "$xtensa_cc" -std=c99 $optimize $warnings -Wno-pedantic ${XTENSA_CFLAGS:-} $define -DEMB_MULTIPLY_PARTS -ffreestanding \
            -nostdlib -static -mlongcalls -mtext-section-literals -fno-tree-loop-distribute-patterns \
            -isystem "$here/xtensa/include" -I"$here" -I"$engine" -o "$out/$program.xtensa$kernels" \
            "${sources[@]}" "$here/print.c" "$here/xtensa/machine.c" "$here/xtensa/arithmetic.c" "$engine"/emb_*.c -lgcc
    fi
done

if command -v "$cc" > /dev/null; then
    "$cc" -O2 -Wall -Wextra -shared -fPIC -o "$out/counter.so" "$here/xtensa/counter.c"
else
    echo "skip: no C compiler ($cc)"
fi

command -v "$xtensa_cc" > /dev/null || echo "skip: no $xtensa_cc (Debian: gcc-xtensa-lx106)"
command -v qemu-xtensa > /dev/null || echo "skip: no qemu-xtensa (Debian: qemu-user)"
