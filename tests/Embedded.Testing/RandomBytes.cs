// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;

namespace Embedded.Testing;

/// <summary>Seeded int8 values.</summary>
public static class RandomBytes
{
    /// <summary>[count] values over the whole range.</summary>
    public static sbyte[] Draw(int seed, int count)
    {
        var values = new sbyte[count];
        new Random(seed).NextBytes(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }
}
