// SPDX-License-Identifier: MIT
namespace Embedded.Compiler.Formats.Emb;

/// <summary>Numbers on their way into a field of an .emb file.</summary>
internal static class Field
{
    /// <exception cref="ArgumentException">The value is negative or above 255.</exception>
    public static byte Byte(int value, string what) => (byte)Check(value, byte.MaxValue, what);

    /// <exception cref="ArgumentException">The value is negative or above 65,535.</exception>
    public static ushort UInt16(int value, string what) => (ushort)Check(value, ushort.MaxValue, what);

    /// <exception cref="ArgumentException">The value is negative or above <paramref name="largest"/>.</exception>
    public static int Check(int value, int largest, string what) => value >= 0 && value <= largest
        ? value
        : throw new ArgumentException($"{what} is {value}; an .emb file can hold 0 to {largest}");
}
