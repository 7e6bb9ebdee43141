// SPDX-License-Identifier: MIT
using System.Buffers.Binary;

namespace Embedded.Boards;

/// <summary>
/// A packet of nanoFramework's Wire Protocol: "NFPKTV1\0", CRC of the header, CRC of the data, command, sequence, reply sequence,
/// flags, size (32 bytes, little endian), then the data.
/// </summary>
internal static class WirePacket
{
    /// <summary>Bytes before the data.</summary>
    public const int HeaderBytes = 32;

    /// <summary>Where the command is.</summary>
    public const int CommandPosition = 16;

    /// <summary>Where the number of data bytes is.</summary>
    public const int SizePosition = 28;

    /// <summary>The command whose data are characters of the console.</summary>
    public const uint Message = 1;

    /// <summary>What every packet begins with.</summary>
    public static ReadOnlySpan<byte> Signature => "NFPKTV1\0"u8;

    /// <summary>Makes a packet without check sums, as boards send them.</summary>
    public static byte[] Of(uint command, ReadOnlySpan<byte> data)
    {
        var packet = new byte[HeaderBytes + data.Length];
        Signature.CopyTo(packet);
        BinaryPrimitives.WriteUInt32LittleEndian(packet.AsSpan(CommandPosition), command);
        BinaryPrimitives.WriteUInt32LittleEndian(packet.AsSpan(SizePosition), (uint)data.Length);
        data.CopyTo(packet.AsSpan(HeaderBytes));
        return packet;
    }
}
