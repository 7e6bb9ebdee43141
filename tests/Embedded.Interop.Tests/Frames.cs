// SPDX-License-Identifier: MIT
namespace Embedded.Interop.Tests;

/// <summary>Seeded input tensors.</summary>
internal static class Frames
{
    /// <summary>Independent random bytes.</summary>
    public static sbyte[] Noise(Random random, int count)
    {
        var frame = new byte[count];
        random.NextBytes(frame);
        return Array.ConvertAll(frame, value => (sbyte)value);
    }
}
