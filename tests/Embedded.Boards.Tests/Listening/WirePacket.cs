// SPDX-License-Identifier: MIT
using System.Buffers.Binary;

namespace Embedded.Boards.Tests.Listening;

/// <summary>A packet of nanoFramework's Wire Protocol.</summary>
internal static class WirePacket
{
    public static byte[] Of(uint command, byte[] payload)
    {
        var packet = new byte[32 + payload.Length];
        "NFPKTV1\0"u8.CopyTo(packet);
        BinaryPrimitives.WriteUInt32LittleEndian(packet.AsSpan(16), command);
        BinaryPrimitives.WriteUInt32LittleEndian(packet.AsSpan(28), (uint)payload.Length);
        payload.CopyTo(packet, 32);
        return packet;
    }
}
