// SPDX-License-Identifier: MIT
using Embedded.Boards.Tests.Simulation;
using Embedded.Testing;
using Embedded.Vision;

namespace Embedded.Boards.Tests.Listening;

public class ConsoleParserTests
{
    [Fact]
    public void Parse_EveryExampleOfTheDocument_IsAKnownLine()
    {
        string[] examples = ConsoleGrammar.Load().Examples;

        Assert.NotEmpty(examples);
        Assert.All(examples.Where(line => !line.Contains("////")), line => Assert.IsNotType<OtherLine>(ConsoleParser.Parse(line)));
    }

    [Fact]
    public void Parse_EveryLineOfAVirtualBoard_IsKnownAndWhole()
    {
        BoardRun run = BoardRun.Of(ColourNetwork.Write(new Decision.DecisionSettings { Smoothing = 1, Threshold = 50, PrintFrames = true, PrintTrace = true }, 8), new ListFrames("red grey"));

        Assert.All(run.Lines.Select(ConsoleParser.Parse), (line, index) =>
        {
            Assert.IsNotType<OtherLine>(line);
            Assert.Equal(run.Lines[index], line.Text);
        });
    }

    [Fact]
    public void Parse_Predictions_ReadsAllFields()
    {
        const string Two = "> 17 sunflower 87% daisy 9% ms=41/12/380 c=499a";
        const string One = "> 0 unknown rose 100% ms=0/0/99999 later=1 c=3363";

        Assert.Equal(new PredictionLine(Two, 17, false, new("sunflower", 87), new("daisy", 9), 41, 12, 380), ConsoleParser.Parse(Two));
        Assert.Equal(new PredictionLine(One, 0, true, new("rose", 100), null, 0, 0, 99999), ConsoleParser.Parse(One));
    }

    [Fact]
    public void Parse_PredictionWithOneBitChanged_IsAnOtherLine()
    {
        const string Line = "> 17 sunflower 87% daisy 9% ms=41/12/380 c=499a";
        for (int at = 0; at < Line.Length; at++)
        {
            for (int bit = 0; bit < 8; bit++)
            {
                char[] text = Line.ToCharArray();
                text[at] ^= (char)(1 << bit);
                Assert.IsType<OtherLine>(ConsoleParser.Parse(new string(text)));
            }
        }
    }

    [Theory]
    [InlineData("# slot 0 sequence=7 model=93bc94cb state=used", 0, 7u, 0x93bc94cbu, "used")]
    [InlineData("# slot 1 sequence=4294967295 model=00000000 state=M103 later=1", 1, uint.MaxValue, 0u, "M103")]
    [InlineData("# slot 1 sequence=0 state=empty", 1, 0u, null, "empty")]
    public void Parse_Slots_ReadsAllFields(string line, int slot, uint sequence, uint? model, string state) =>
        Assert.Equal(new SlotLine(line, slot, sequence, model, state), ConsoleParser.Parse(line));

    [Theory]
    [InlineData("# slot 0 sequence=4294967296 state=empty")]
    [InlineData("# slot 0 sequence=7 model=93bc94c state=used")]
    [InlineData("# slot 0 sequence=7 model=93bc94cb")]
    public void Parse_TornSlot_IsAnOtherLine(string line) => Assert.IsType<OtherLine>(ConsoleParser.Parse(line));

    [Fact]
    public void Parse_BootFacts_ReadsWordAndFields()
    {
        var engine = Assert.IsType<BootLine>(ConsoleParser.Parse("# engine name=native arena=37248"));
        var labels = Assert.IsType<LabelsLine>(ConsoleParser.Parse("# labels 3 rose tulip~4"));

        Assert.Equal(("engine", "native", "37248"), (engine.Word, engine.Fields["name"], engine.Fields["arena"]));
        Assert.Equal((3, "rose tulip~4"), (labels.First, string.Join(' ', labels.Names)));
        Assert.Equal("ready", Assert.IsType<BootLine>(ConsoleParser.Parse("# ready")).Word);
        Assert.Equal("news", Assert.IsType<BootLine>(ConsoleParser.Parse("# news from=later")).Word);
    }

    [Fact]
    public void Parse_Errors_ReadsKindAndCode()
    {
        var error = Assert.IsType<ErrorLine>(ConsoleParser.Parse("! C101 frame=18 count=1"));

        Assert.Equal(('C', 101, "18"), (error.Kind, error.Code, error.Fields["frame"]));
    }

    [Fact]
    public void Parse_TraceLines_ReadsNumbers()
    {
        Assert.Equal(new TraceLine("t 5 input 60ecb001", 5, -1, 0x60ecb001), ConsoleParser.Parse("t 5 input 60ecb001"));
        Assert.Equal(new TraceLine("t 5 12 60ecb001", 5, 12, 0x60ecb001), ConsoleParser.Parse("t 5 12 60ecb001"));
        Assert.Equal(new SumLine("s 5 60ecb001", 5, 0x60ecb001), ConsoleParser.Parse("s 5 60ecb001"));
        Assert.Equal([-128, 0, 127], Assert.IsType<OutputLine>(ConsoleParser.Parse("o 5 12 -128 0 127")).Values.Select(value => (int)value));
    }

    [Fact]
    public void Parse_FrameLines_ReadsFormatAndBytes()
    {
        var start = Assert.IsType<FrameStartLine>(ConsoleParser.Parse("f 5 start size=2x3 format=rgb565be bytes=12"));

        Assert.Equal((5, 2, 3, PixelFormat.Rgb565BigEndian), (start.Frame, start.Width, start.Height, start.Format));
        Assert.Equal([1, 2, 3], Assert.IsType<FrameBytesLine>(ConsoleParser.Parse("f 5 36 AQID 55bc801d")).Bytes.ToArray());
        Assert.Equal(0x0e1f2a3bu, Assert.IsType<FrameEndLine>(ConsoleParser.Parse("f 5 end crc=0e1f2a3b")).Crc);
    }

    [Theory]
    [InlineData("")]
    [InlineData(">")]
    [InlineData("> 17")]
    [InlineData("> 17 unknown 87%")]
    [InlineData("> 17 rose 187% ms=1/2/3 c=c0cb")]
    [InlineData("> 17 rose 87% ms=1/2 c=0d1b")]
    [InlineData("> 17 rose 87% ms=1/2/3")]
    [InlineData(">17 rose 87% ms=1/2/3 c=9749")]
    [InlineData("> 99999999999 rose 87% ms=1/2/3 c=d43f")]
    [InlineData("! 101")]
    [InlineData("# ")]
    [InlineData("# Ready")]
    [InlineData("f 5 start size=2x3 format=rgb565be bytes=13")]
    [InlineData("f 5 start size=99999x99999 format=gray8 bytes=1410065408")]
    [InlineData("f 5 36 AQID 55bc801e")]
    [InlineData("f 5 36 AQI 55bc801d")]
    [InlineData("t 5 input 60ecb00")]
    [InlineData("o 5 0 128")]
    [InlineData("o 5 0")]
    [InlineData("rst:0x1 (POWERON_RESET),boot:0x13 (SPI_FAST_FLASH_BOOT)")]
    public void Parse_AnythingElse_IsAnOtherLine(string text) => Assert.IsType<OtherLine>(ConsoleParser.Parse(text));
}
