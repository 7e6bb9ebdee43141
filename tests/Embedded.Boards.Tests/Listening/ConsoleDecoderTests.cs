// SPDX-License-Identifier: MIT
using System.Text;
using CsCheck;
using Embedded.Testing;

namespace Embedded.Boards.Tests.Listening;

public class ConsoleDecoderTests
{
    private static readonly Gen<byte[]> s_parts = Gen.OneOf(
        Gen.Byte.Array[0, 10], Gen.Const("\n"u8.ToArray()), Gen.Const("NFPK"u8.ToArray()), Gen.Const("NFPKTV1\0"u8.ToArray()),
        Gen.Byte[(byte)'a', (byte)'z'].Array[1, 60].Select(text => WirePacket.Of(1, text)), Gen.Byte[(byte)'a', (byte)'z'].Array[1, 60]);

    [Fact]
    public void Add_PlainText_GivesItsLines() =>
        Assert.Equal(["# ready", "> 0 rose 87% ms=1/2/3"], Lines([.. "# ready\r\n\r\n> 0 rose 87% ms=1/2/3\n> 1 ro"u8]));

    [Fact]
    public void Add_PacketsBetweenText_GivesTheLinesOfBoth()
    {
        byte[] stream =
        [
            .. "> 0 rose 1% ms=1/2/3\r\n"u8, .. WirePacket.Of(0, [1, 2, 3, 4]), .. WirePacket.Of(1, [.. "> 1 rose 2% ms"u8]),
            .. WirePacket.Of(1, [.. "=1/2/3\r\n"u8]), .. WirePacket.Of(9, []), .. "NFPK > 2\n"u8, .. "> 3 rose 4% ms=1/2/3\n"u8,
        ];

        Assert.Equal(["> 0 rose 1% ms=1/2/3", "> 1 rose 2% ms=1/2/3", "NFPK > 2", "> 3 rose 4% ms=1/2/3"], Lines(stream));
    }

    [Fact]
    public void Add_NoiseBeforeALine_LeavesTheLine() =>
        Assert.Equal(["# ready"], Lines([0xFF, 0x80, (byte)'a', 0, .. "# ready\n"u8]));

    [Fact]
    public void Add_DamagedHeaders_LeaveTheTextOfThePacketsAround()
    {
        byte[] good = WirePacket.Of(1, [.. "> 1 rose 2% ms=1/2/3\n"u8]);
        for (int at = 0; at < 32; at++)
        {
            byte[] bad = [.. good];
            bad[at] ^= 0x10;

            string[] lines = Lines([.. good, .. bad, .. good, .. good]);

            Assert.True(lines.Count(line => line == "> 1 rose 2% ms=1/2/3") >= 3, $"byte {at}: {string.Join('|', lines)}");
        }
    }

    [Fact]
    public void Add_LineWithoutEnd_IsCutAndForgotten()
    {
        string[] lines = Lines([.. Enumerable.Repeat((byte)'x', 5000), (byte)'\n', .. "# ready\n"u8]);

        Assert.Equal(["# ready"], lines);
    }

    [Fact]
    public void Add_AnyBytesInAnyPieces_GivesTheSameLines() =>
        Gen.Select(s_parts.Array[0, 30], Gen.Int[1, 40]).Sample((parts, piece) =>
        {
            byte[] bytes = [.. parts.SelectMany(part => part)];
            var whole = new List<string>();
            var pieces = new List<string>();
            new ConsoleDecoder(whole.Add).Add(bytes);
            var decoder = new ConsoleDecoder(pieces.Add);
            foreach (byte[] chunk in bytes.Chunk(piece))
            {
                decoder.Add(chunk);
            }

            return whole.SequenceEqual(pieces) && whole.All(line => line.All(c => c is >= ' ' and < '\x7F' or '\r'));
        }, iter: 2000);

    private static string[] Lines(byte[] stream)
    {
        var lines = new List<string>();
        new ConsoleDecoder(lines.Add).Add(stream);
        return [.. lines];
    }
}
