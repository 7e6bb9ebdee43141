#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The optimised kernels against the reference ones, on this machine, with sanitizers, with products in parts, and under qemu-xtensa.
# What is missing is skipped with a reason; ends with 0 if nothing failed.
#   tests/native/check.sh [operators]
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
count=${1:-3000}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$here/build.sh" fast_test "$work"
if command -v "${CC:-gcc}" > /dev/null; then
    line=$("$work/fast_test.host" "$count" 1)
    echo "this machine:$line"
    sanitize="-g -fsanitize=address,undefined -fno-sanitize-recover=all"
    OPTIMIZE=-O1 CFLAGS="$sanitize" XTENSA_CC=none "$here/build.sh" fast_test "$work/sanitized" > /dev/null
    line=$("$work/sanitized/fast_test.host" "$count" 2)
    echo "sanitizers:$line"
    OPTIMIZE=-O1 CFLAGS="$sanitize -DEMB_MULTIPLY_PARTS -DEMB_PLAIN" XTENSA_CC=none "$here/build.sh" fast_test "$work/parts" > /dev/null
    line=$("$work/parts/fast_test.host" "$count" 3)
    echo "products in parts:$line"
fi

if [ -e "$work/fast_test.xtensa" ] && command -v qemu-xtensa > /dev/null; then
    line=$(qemu-xtensa -cpu lx106 "$work/fast_test.xtensa" "$count" 4)
    echo "qemu-xtensa:$line"
fi
