// SPDX-License-Identifier: MIT
using System.Text;
using Embedded.Inference;
using Embedded.Testing;

namespace Embedded.Core.Tests.Inference;

public class Utf8Tests
{
    [Theory]
    [InlineData("")]
    [InlineData("tulip")]
    [InlineData("Gänseblümchen")]
    [InlineData("тюльпан")]
    [InlineData("ひまわり")]
    [InlineData("\u007F\u0080\u07FF\u0800\uD7FF\uE000\uFFFF")]
    [InlineData("🌷 and 🌻")]
    public void Decode_Text_GivesItBack(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        Assert.Equal(text, Utf8.Decode([0xAA, .. bytes, 0xBB], 1, bytes.Length));
    }

    [Theory]
    [InlineData(new byte[] { 0x80 })] // continuation without a start
    [InlineData(new byte[] { 0xC0, 0x80 })] // overlong
    [InlineData(new byte[] { 0xC1, 0xBF })]
    [InlineData(new byte[] { 0xE0, 0x80, 0x80 })]
    [InlineData(new byte[] { 0xE0, 0x9F, 0xBF })]
    [InlineData(new byte[] { 0xF0, 0x80, 0x80, 0x80 })]
    [InlineData(new byte[] { 0xF0, 0x8F, 0xBF, 0xBF })]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })] // surrogate
    [InlineData(new byte[] { 0xF4, 0x90, 0x80, 0x80 })] // beyond U+10FFFF
    [InlineData(new byte[] { 0xF5, 0x80, 0x80, 0x80 })]
    [InlineData(new byte[] { 0xFF })]
    [InlineData(new byte[] { 0xE2, 0x82 })] // cut short
    [InlineData(new byte[] { 0xF0, 0x9F, 0x8C })]
    [InlineData(new byte[] { 0x61, 0xE2, 0x62 })] // between letters
    [InlineData(new byte[] { 0x61, 0x00, 0x62 })] // would end the string on the device
    public void Decode_NoText_GivesNull(byte[] bytes) => Assert.Null(Utf8.Decode(bytes, 0, bytes.Length));

    [Fact]
    public void Decode_AnyBytes_AgreesWithDotNet()
    {
        for (int seed = 0; seed < 20_000; seed++)
        {
            var random = new Random(seed);
            byte[] bytes = new byte[random.Next(1, 6)];
            for (int index = 0; index < bytes.Length; index++)
            {
                bytes[index] = (byte)(random.Next(3) == 0 ? random.Next(0x80, 0xC0) : random.Next(256));
            }

            string text = Encoding.UTF8.GetString(bytes);
            bool isText = !text.Contains('\0') && Encoding.UTF8.GetBytes(text).AsSpan().SequenceEqual(bytes);
            Assert.Equal(isText ? text : null, Utf8.Decode(bytes, 0, bytes.Length));
        }
    }
}
