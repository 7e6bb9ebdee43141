// SPDX-License-Identifier: MIT
using Embedded.Vision;

namespace Embedded.Report;

/// <summary>The words and numbers that several kinds of console lines share.</summary>
internal static class ConsoleText
{
    /// <summary>Most characters a line, its end not counted.</summary>
    public const int LineLength = 80;

    /// <summary>Largest number that is printed as it is; see <see cref="Bounded"/>.</summary>
    public const int LargestNumber = 99999;

    private const string Digits = "0123456789abcdef";

    /// <summary>Eight hexadecimal digits, small letters.</summary>
    public static string Hex(uint value)
    {
        char[] text = new char[8];
        for (int index = 7; index >= 0; index--)
        {
            text[index] = Digits[(int)(value & 15)];
            value >>= 4;
        }

        return new string(text);
    }

    /// <summary>The number, or 0 and 99999 for what is smaller or larger, so that a line keeps its length.</summary>
    public static string Bounded(int value)
    {
        return (value < 0 ? 0 : value > LargestNumber ? LargestNumber : value).ToString();
    }

    /// <summary>The name of a pixel format.</summary>
    public static string Format(PixelFormat format)
    {
        switch (format)
        {
            case PixelFormat.Gray8:
                return "gray8";
            case PixelFormat.Rgb888:
                return "rgb888";
            case PixelFormat.Rgb565LittleEndian:
                return "rgb565le";
            default:
                return "rgb565be";
        }
    }
}
