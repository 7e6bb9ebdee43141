// SPDX-License-Identifier: MIT
using System.Buffers.Binary;

namespace Embedded.Boards;

/// <summary>
/// The header of a nanoFramework assembly (nf-interpreter, CLR_RECORD_ASSEMBLY), all numbers little-endian: marker [8], CRC of the header
/// with this field as 0, CRC of the rest, flags, native checksum, patch offset, version [4 x 2], name and string table version [2 x 2],
/// starts of the tables [16 x 4], patched methods, padding of the tables [16].
/// </summary>
internal static class NanoHeader
{
    public const int Bytes = 124;
    public const int HeaderCrc = 8;
    public const int AssemblyCrc = 12;
    public const int NativeChecksum = 20;
    public const int Version = 28;
    public const int Name = 36;
    public const int StringTableVersion = 38;
    public const int Tables = 40;
    public const int Paddings = 108;

    /// <summary>The version of the strings that are in the firmware and not in the file.</summary>
    public const int KnownStringTable = 1;

    public static ReadOnlySpan<byte> Marker => "NFMRK1\0"u8; // the eighth byte is not compared

    public static ReadOnlySpan<byte> MarkerOfVersion2 => "NFMRK2\0"u8;

    public static uint Crc(ReadOnlySpan<byte> file)
    {
        Span<byte> header = stackalloc byte[Bytes];
        file[..Bytes].CopyTo(header);
        header.Slice(HeaderCrc, sizeof(uint)).Clear();
        return NanoCrc32.Of(header);
    }

    public static Version ReadVersion(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        BinaryPrimitives.ReadUInt16LittleEndian(bytes[2..]),
        BinaryPrimitives.ReadUInt16LittleEndian(bytes[4..]),
        BinaryPrimitives.ReadUInt16LittleEndian(bytes[6..]));
}
