// SPDX-License-Identifier: MIT
using Embedded.Report;
using Embedded.Vision;

namespace Embedded.Boards.Tests.Listening;

public class FrameAssemblerTests
{
    [Fact]
    public void Add_AllLinesOfFrames_GivesTheFrames()
    {
        List<(int Number, Frame Frame)> frames = Assemble([.. Lines(1), "> 1 rose 2% ms=1/2/3 c=9c52", .. Lines(2), "> 2 rose 2% ms=1/2/3 c=4130"]);

        Assert.Equal([1, 2], frames.Select(frame => frame.Number));
        Assert.All(frames, frame => Assert.Equal(Pixels(frame.Number), frame.Frame.Pixels));
    }

    [Fact]
    public void Add_OneLineMissing_DropsThatFrameOnly()
    {
        string[] lines = Lines(1);
        for (int missing = 0; missing < lines.Length; missing++)
        {
            List<(int Number, Frame Frame)> frames = Assemble([.. lines.Where((_, index) => index != missing), "> 1 rose 2% ms=1/2/3 c=9c52", .. Lines(2)]);

            Assert.Equal([2], frames.Select(frame => frame.Number));
        }
    }

    [Fact]
    public void Add_FrameThatBreaksOffWithAReboot_IsDropped()
    {
        List<(int Number, Frame Frame)> frames = Assemble([.. Lines(1)[..2], "# ready", .. Lines(0)]);

        Assert.Equal([0], frames.Select(frame => frame.Number));
    }

    [Fact]
    public void Add_LineOfAnotherFrameOrTwice_SpoilsNothing()
    {
        string[] lines = Lines(1);
        List<(int Number, Frame Frame)> frames = Assemble([lines[0], lines[1], lines[1], Lines(2)[2], .. lines[2..]]);

        Assert.Equal(Pixels(1), Assert.Single(frames).Frame.Pixels);
    }

    private static byte[] Pixels(int seed)
    {
        var pixels = new byte[10 * 12];
        new Random(seed).NextBytes(pixels);
        return pixels;
    }

    private static string[] Lines(int number)
    {
        var console = new ListConsole();
        new FrameReport(console).Write(number, new Frame(Pixels(number), 10, 12, PixelFormat.Gray8));
        return [.. console.Lines];
    }

    private static List<(int Number, Frame Frame)> Assemble(string[] lines)
    {
        var assembler = new FrameAssembler();
        var frames = new List<(int Number, Frame Frame)>();
        foreach (string line in lines)
        {
            if (assembler.Add(ConsoleParser.Parse(line)) is { } frame)
            {
                frames.Add(frame);
            }
        }

        return frames;
    }

    private sealed class ListConsole : IConsole
    {
        public List<string> Lines { get; } = [];

        public void WriteLine(string line) => Lines.Add(line);
    }
}
