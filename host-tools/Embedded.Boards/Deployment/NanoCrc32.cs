// SPDX-License-Identifier: MIT
namespace Embedded.Boards;

/// <summary>
/// The CRC-32 of nanoFramework assemblies: polynomial 04C11DB7 hex, highest bit first, starting at 0, not inverted at the end
/// (nf-interpreter, SUPPORT_ComputeCRC). It shares the polynomial with that of model files, but not its value.
/// </summary>
internal static class NanoCrc32
{
    private const uint Polynomial = 0x04C11DB7;

    /// <summary>The value of <paramref name="bytes"/>.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        uint value = 0;
        foreach (byte next in bytes)
        {
            value ^= (uint)next << 24;
            for (int bit = 0; bit < 8; bit++)
            {
                value = (value & 0x80000000) != 0 ? (value << 1) ^ Polynomial : value << 1;
            }
        }

        return value;
    }
}
