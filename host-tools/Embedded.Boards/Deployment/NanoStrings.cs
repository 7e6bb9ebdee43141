// SPDX-License-Identifier: MIT
using System.Text;

namespace Embedded.Boards;

/// <summary>Names in a nanoFramework assembly: offsets into its string table, or numbers of strings that every firmware holds.</summary>
internal static class NanoStrings
{
    /// <summary>Offsets from here on are numbers of the firmware's strings, counted down from FFFF hex: string 0 is FFFF.</summary>
    public const int FirstOfFirmware = 0xFFFF - FirmwareStrings;

    private const int FirmwareStrings = 860;

    /// <summary>Those of the firmware's 860 strings that are names of assemblies (nf-interpreter, StringTableData.cpp).</summary>
    private static readonly Dictionary<int, string> s_assemblies = new()
    {
        [0x1C0] = "System.Collections",
        [0x1CC] = "System.Diagnostics",
        [0x1CF] = "System.IO",
        [0x1D6] = "System.Text",
        [0x1D7] = "System.Threading",
        [0x32D] = "mscorlib",
    };

    /// <summary>The name at <paramref name="offset"/>, null if there is none.</summary>
    public static string? Name(ReadOnlySpan<byte> table, int offset)
    {
        if (offset >= FirstOfFirmware)
        {
            return s_assemblies.GetValueOrDefault(0xFFFF - offset);
        }

        int length = offset < table.Length ? table[offset..].IndexOf((byte)0) : 0;
        return length > 0 ? Encoding.UTF8.GetString(table.Slice(offset, length)) : null;
    }
}
