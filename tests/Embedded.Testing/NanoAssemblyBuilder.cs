// SPDX-License-Identifier: MIT
using System.Buffers.Binary;
using System.Text;

namespace Embedded.Testing;

/// <summary>Composes nanoFramework assemblies (.pe files) with valid headers and CRCs, but without anything that could run.</summary>
public sealed class NanoAssemblyBuilder(string name, string version = "1.0.0.0")
{
    public const int HeaderBytes = 124;
    public const int TableStarts = 40;
    public const int Paddings = 108;

    private const int Tables = 15;
    private const int Methods = 6;
    private const int Strings = 11;
    private const int Signatures = 12;
    private const int Code = 13;

    private readonly List<(string Name, string Version)> _references = [];

    public bool IsExecutable { get; init; }

    public uint NativeChecksum { get; init; }

    public string Marker { get; init; } = "NFMRK1";

    public ushort StringTableVersion { get; init; } = 1;

    /// <summary>Least length of the string table.</summary>
    public int StringBytes { get; init; }

    public int SignatureBytes { get; init; } = 6;

    public int CodeBytes { get; init; } = 3;

    /// <summary>If not null, the name is this number of a string of the firmware.</summary>
    public int? FirmwareName { get; init; }

    public NanoAssemblyBuilder Needs(string reference, string referenceVersion = "1.0.0.0")
    {
        _references.Add((reference, referenceVersion));
        return this;
    }

    /// <summary>The whole file.</summary>
    public byte[] Build()
    {
        var strings = new List<byte> { 0 };
        byte[][] tables = new byte[Tables][];
        Array.Fill(tables, []);
        tables[0] = [.. _references.SelectMany(reference => (byte[])[.. UInt16(Add(strings, reference.Name)), 0, 0, .. VersionBytes(reference.Version)])];
        tables[Methods] = [.. Method(0x00000010), .. Method(IsExecutable ? 0x08000010u : 0)];
        ushort own = (ushort)(FirmwareName is int number ? 0xFFFF - number : Add(strings, name));
        tables[Strings] = [.. strings, .. new byte[Math.Max(0, StringBytes - strings.Count)]];
        tables[Signatures] = new byte[SignatureBytes];
        tables[Code] = new byte[CodeBytes];

        var file = new List<byte>(new byte[HeaderBytes]);
        byte[] header = new byte[HeaderBytes];
        Encoding.ASCII.GetBytes(Marker).CopyTo(header, 0);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(20), NativeChecksum);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(24), 0xFFFFFFFF);
        VersionBytes(version).CopyTo(header, 28);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(36), own);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(38), StringTableVersion);
        for (int table = 0; table < Tables; table++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(TableStarts + 4 * table), file.Count);
            int padding = -tables[table].Length & 3;
            file.AddRange([.. tables[table], .. new byte[padding]]);
            header[Paddings + table] = (byte)padding;
        }

        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(TableStarts + 4 * Tables), file.Count);
        byte[] bytes = [.. header, .. file.Skip(HeaderBytes)];
        Seal(bytes);
        return bytes;
    }

    /// <summary>Builds and writes the file; returns its path.</summary>
    public string Save(string path)
    {
        File.WriteAllBytes(path, Build());
        return path;
    }

    /// <summary>Makes both CRCs right.</summary>
    public static void Seal(byte[] file)
    {
        file.AsSpan(8, 8).Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(12), Crc(file.AsSpan(HeaderBytes)));
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(8), Crc(file.AsSpan(0, HeaderBytes)));
    }

    /// <summary>Remainder of the bytes, highest bit first, by 1 04C11DB7 hex: a division bit by bit.</summary>
    public static uint Crc(ReadOnlySpan<byte> bytes)
    {
        uint remainder = 0;
        for (int bit = 0; bit < 8 * (bytes.Length + sizeof(uint)); bit++)
        {
            uint next = bit / 8 < bytes.Length ? (uint)(bytes[bit / 8] >> (7 - bit % 8)) & 1 : 0;
            bool isOver = remainder >> 31 == 1;
            remainder = remainder << 1 | next;
            remainder = isOver ? remainder ^ 0x04C11DB7 : remainder;
        }

        return remainder;
    }

    private static byte[] Method(uint flags)
    {
        byte[] row = new byte[16];
        BinaryPrimitives.WriteUInt32LittleEndian(row.AsSpan(4), flags);
        return row;
    }

    private static int Add(List<byte> strings, string text)
    {
        int offset = strings.Count;
        strings.AddRange([.. Encoding.UTF8.GetBytes(text), 0]);
        return offset;
    }

    private static byte[] UInt16(int value) => [(byte)value, (byte)(value >> 8)];

    private static byte[] VersionBytes(string text) => [.. text.Split('.').SelectMany(part => UInt16(int.Parse(part, System.Globalization.CultureInfo.InvariantCulture)))];
}
