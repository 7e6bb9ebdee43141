// SPDX-License-Identifier: MIT
using System.Text;
using Embedded.Inference;
using Embedded.Testing;

namespace Embedded.Core.Tests.Inference;

public class Crc32Tests
{
    [Theory]
    [InlineData("", 0x00000000)]
    [InlineData("a", 0xE8B7BE43)]
    [InlineData("123456789", 0xCBF43926)]
    [InlineData("The quick brown fox jumps over the lazy dog", 0x414FA339)]
    public void Value_KnownText_IsTheKnownSum(string text, uint expected)
    {
        byte[] bytes = Encoding.ASCII.GetBytes(text);
        var crc = new Crc32();
        crc.Add(bytes, 0, bytes.Length);
        Assert.Equal(expected, crc.Value);
    }

    [Fact]
    public void Add_InPieces_IsTheSameAsAtOnce()
    {
        sbyte[] values = RandomBytes.Draw(1, 1000);
        byte[] bytes = Array.ConvertAll(values, value => (byte)value);
        var whole = new Crc32();
        whole.Add(bytes, 0, 1000);
        var pieces = new Crc32();
        pieces.Add(bytes, 0, 1);
        pieces.Add(bytes, 1, 0);
        pieces.Add(values, 1, 640);
        pieces.Add(bytes, 641, 359);
        Assert.Equal(whole.Value, pieces.Value);
    }

    [Fact]
    public void Reset_AfterBytes_StartsAnew()
    {
        var crc = new Crc32();
        crc.Add([1, 2, 3], 0, 3);
        crc.Reset();
        Assert.Equal(0u, crc.Value);
    }
}
