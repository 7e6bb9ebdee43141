// SPDX-License-Identifier: MIT
using Embedded.Inference;
using Embedded.Report;
using Embedded.Testing;
using Embedded.Vision;

namespace Embedded.Core.Tests.Report;

public class FrameReportTests
{
    [Theory]
    [InlineData(1, 1, PixelFormat.Gray8)]
    [InlineData(36, 1, PixelFormat.Gray8)]
    [InlineData(37, 3, PixelFormat.Rgb888)]
    [InlineData(96, 96, PixelFormat.Rgb565BigEndian)]
    [InlineData(320, 240, PixelFormat.Rgb565LittleEndian)]
    public void Write_AnyFrame_CanBeReadBack(int width, int height, PixelFormat format)
    {
        var pixels = new byte[width * height * Frame.BytesPerPixel(format) + 5]; // a buffer may be longer than its frame
        new Random(7).NextBytes(pixels);
        var frame = new Frame(pixels, width, height, format);
        var console = new RecordingConsole();

        new FrameReport(console).Write(999999, frame);

        var grammar = ConsoleGrammar.Load();
        Assert.All(console.Lines, line => Assert.True(grammar.Matches("line", line) && line.Length <= 80, line));
        string[] names = ["", "gray8", "rgb888", "rgb565le", "rgb565be"];
        Assert.Equal($"f 999999 start size={width}x{height} format={names[(int)format]} bytes={frame.ByteCount}", console.Lines[0]);
        var bytes = new List<byte>();
        foreach (string line in console.Lines[1..^1])
        {
            string[] words = line.Split(' ');
            Assert.Equal(["f", "999999", bytes.Count.ToString()], words[..3]);
            byte[] piece = Convert.FromBase64String(words[3]);
            Assert.Equal(Crc(piece), words[4]);
            bytes.AddRange(piece);
        }

        Assert.Equal(pixels[..frame.ByteCount], bytes);
        Assert.Equal($"f 999999 end crc={Crc([.. bytes])}", console.Lines[^1]);
    }

    private static string Crc(byte[] bytes)
    {
        var crc = new Crc32();
        crc.Add(bytes, 0, bytes.Length);
        return crc.Value.ToString("x8");
    }
}
