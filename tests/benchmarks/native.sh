#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The native engine's optimised kernels against its reference kernels, same compiler, same flags (-O2), same run: nanoseconds on
# this machine (best of 50, one thread), instructions on Xtensa lx106 as qemu executes them (exact).
#   tests/benchmarks/native.sh model.emb input          an input tensor, or pixels if the name ends in .gray
#   tests/benchmarks/native.sh                          the person detection network of ../shared
# Also: code size of the engine at -Os for Xtensa and the largest stack frames.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

model=${1:-}
input=${2:-}
if [ -z "$model" ]; then
    golden=$root/../shared/golden/person_detect
    [ -d "$golden" ] || { echo "no ../shared/golden/person_detect here: name a model and an input"; exit 0; }
    model=$work/person.emb
    input=$golden/image1.gray
    dotnet run -c Release --project "$root/host-tools/Embedded.Cli" -- import "$golden/person_detect.tflite" --out "$model" > "$work/log" 2>&1 \
        || { cat "$work/log"; exit 1; }
fi

"$root/tests/native/build.sh" run_model "$work"

# Columns: index kind window height width channels products crc nanoseconds; counts: name instructions.
table()
{
    awk -v unit="$1" '
        function kind(k, w) { return k == 1 ? (w == 1 ? "pointwise" : "conv") : k == 2 ? "depthwise" : k == 3 ? "connected" : k == 4 ? "pool" : "other" }
        FNR == 1 { part++ }
        part <= 2 && $1 == "op" { crc[part, $2] = $9; name = kind($3, $4); kinds[name]; cost[part, name] += $10; cost[part, "all"] += $10
            of[$2] = name; if (part == 1) { products[name] += $8; products["all"] += $8; count = $2 + 1 } }
        part > 2 && $1 == "count" && $2 <= count { cost[part - 2, of[$2 - 1]] += $3; cost[part - 2, "all"] += $3 }
        END {
            for (i = 0; i < count; i++) if (crc[1, i] != crc[2, i]) { print "operator " i " differs"; bad = 1 }
            printf "%-12s %15s %15s %8s %10s\n", unit, "reference", "optimised", "ratio", "each mac"
            kinds["all"]
            for (name in kinds) printf "%-12s %15d %15d %8.2f %10s\n", name, cost[1, name], cost[2, name], cost[1, name] / cost[2, name],
                products[name] ? sprintf("%.2f", cost[2, name] / products[name]) : "" | "sort -k2n"
            exit bad
        }' "${@:2}"
}

if [ -e "$work/run_model.host" ]; then
    "$work/run_model.host-reference" "$model" "$input" 50 > "$work/reference"
    "$work/run_model.host" "$model" "$input" 50 > "$work/fast"
    table nanoseconds "$work/reference" "$work/fast"
fi

if [ -e "$work/run_model.xtensa" ] && command -v qemu-xtensa > /dev/null; then
    for kernels in "" -reference; do
        qemu-xtensa -cpu lx106 -plugin "$work/counter.so" -d plugin "$work/run_model.xtensa$kernels" "$model" "$input" \
            > "$work/xtensa$kernels" 2> "$work/counts$kernels"
    done

    echo
    table instructions "$work/xtensa-reference" "$work/xtensa" "$work/counts-reference" "$work/counts"
    echo
    if command -v xtensa-lx106-elf-size > /dev/null; then
        engine=$root/firmware/Native/c
        (cd "$work" && xtensa-lx106-elf-gcc -std=c99 -Os -DEMB_MULTIPLY_PARTS -ffreestanding -mlongcalls -fstack-usage \
            -isystem "$root/tests/native/xtensa/include" -I"$engine" -c "$engine"/emb_*.c)
        xtensa-lx106-elf-size "$work"/emb_*.o | awk 'NR > 1 { code += $1; data += $2 + $3 } END { print "code at -Os: " code " bytes; data: " data }'
        echo "largest stack frames:"
        cat "$work"/emb_*.su | sed 's/.*:\([a-z_0-9]*\)\t/\1\t/' | sort -t"$(printf '\t')" -k2nr | head -n 4
    fi
fi
