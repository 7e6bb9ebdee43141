// SPDX-License-Identifier: MIT
using Embedded.Compiler.Formats.Emb;
using Embedded.Decision;
using Embedded.Inference;
using Embedded.Testing;

namespace Embedded.Boards.Tests.Simulation;

/// <summary>The application's Program.Main, unmodified, from boot to the last picture.</summary>
public class VirtualBoardTests
{
    private static readonly DecisionSettings s_plain = new() { Smoothing = 1, Threshold = 50 };

    [Fact]
    public void Run_FewFrames_PrintsBootFactsAndAPredictionEach()
    {
        byte[] model = ColourNetwork.Write(s_plain);

        BoardRun run = BoardRun.Of(model, new ListFrames("red green grey"));

        Assert.Equal(
        [
            "# embedded console=1 board=esp32-cam psram=4194304",
            $"# slot 0 sequence=1 model={EmbFile.Parse(model).Model.Crc:x8} state=used",
            "# slot 1 sequence=0 state=empty",
            $"# model crc={EmbFile.Parse(model).Model.Crc:x8} input=96x96x3 ops=3 classes=3",
            $"# engine name=csharp arena={EmbFile.Parse(model).Model.ArenaBytes}",
            "# labels 0 red green blue",
            "# decision smoothing=1 threshold=50 led=status class=-1 frames=0 trace=0",
            "# camera size=96x96 format=rgb565be",
            "# memory managed=3932160 internal=532480 psram=262144",
            "# ready",
        ], run.Lines[..10]);
        Assert.Equal(["> 0 red 79% green 11% ms=", "> 1 green 79% red 11% ms=", "> 2 unknown red 34% blue 34% ms="], run.Lines[10..].Select(line => line[..(line.IndexOf('=') + 1)]));
        Assert.Equal(3, run.Result.FrameCount);
        Assert.Empty(run.Events);
    }

    [Fact]
    public void Run_AnyKnownBoard_RunsOnItsPins()
    {
        byte[] model = ColourNetwork.Write(new DecisionSettings { Smoothing = 1, Threshold = 50, LedClass = 0, Led = LedKind.Status });
        foreach (BoardDescriptor board in BoardCatalog.Names.Select(BoardDescriptor.Load))
        {
            BoardRun run = BoardRun.Of(model, new ListFrames("red green"), board: board);

            Assert.Equal($"# embedded console=1 board={board.Name} psram={board.PsramBytes}", run.Lines[0]);
            Assert.Equal(2, run.Result.FrameCount);
            LedDescriptor? led = board.Led("status");
            Assert.Equal(led == null ? [] : [$"GPIO{led.Pin}"], run.Events.Select(text => text.Split(' ')[0]).Distinct());
        }
    }

    [Fact]
    public void Run_FewFrames_CallsTheDevicesAsOftenAsNeeded()
    {
        BoardRun run = BoardRun.Of(new DecisionSettings { Smoothing = 1, Threshold = 50, LedClass = 0 }, "red red green blue red");

        IReadOnlyDictionary<string, int> calls = run.Result.Calls;
        Assert.Equal(1, calls["NativeCamera.Open"]);
        Assert.Equal(6, calls["NativeCamera.Capture"]); // the last one says that there are no more
        Assert.False(calls.ContainsKey("NativeCamera.Close"));
        Assert.Equal(1, calls["GpioController.ctor"]);
        Assert.Equal(1, calls["GpioController.OpenPin"]);
        Assert.Equal(1, calls["GpioPin.SetPinMode"]);
        Assert.Equal(4, calls["GpioPin.Write"]); // off at the start, on, off, on
        Assert.Equal(1, calls["NativeEngine.Open"]); // there is none: NotSupportedException
        Assert.Equal((2, 2, 1), (calls["NativeModel.Length"], calls["NativeModel.Sequence"], calls["NativeModel.Allocate"]));
        Assert.Equal(run.Lines.Length, calls["Console.WriteLine"]);
        Assert.Empty(calls.Keys.Except(
        [
            "NativeCamera.Open", "NativeCamera.Capture", "GpioController.ctor", "GpioController.OpenPin", "GpioPin.SetPinMode", "GpioPin.Write",
            "NativeEngine.Open", "NativeModel.Length", "NativeModel.Read", "NativeModel.Sequence", "NativeModel.Allocate", "NativeMemory.GetMemoryInfo", "GC.Run", "HighResTimer.GetCurrent", "Console.WriteLine",
        ]));
    }

    [Fact]
    public void Run_NoLedClass_TouchesNoPin()
    {
        BoardRun run = BoardRun.Of(s_plain, "red green");

        Assert.DoesNotContain(run.Result.Calls.Keys, name => name.StartsWith("Gpio", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(LedKind.Status, "GPIO33 low (status LED on)", "GPIO33 high (status LED off)")]
    [InlineData(LedKind.Flash, "GPIO4 high (flash LED on)", "GPIO4 low (flash LED off)")]
    public void Run_LedClass_SwitchesTheLedWithTheDecisions(LedKind led, string on, string off)
    {
        var settings = new DecisionSettings { Smoothing = 1, Threshold = 50, LedClass = 1, Led = led };

        BoardRun run = BoardRun.Of(settings, "red green green grey green blue");

        string[] switched = led == LedKind.Status ? run.Events[1..] : run.Events; // an output starts low, which lights the status LED
        Assert.Equal([off, on, off, on, off], switched);
    }

    [Fact]
    public void Run_LedNone_TouchesNoPin()
    {
        BoardRun run = BoardRun.Of(new DecisionSettings { Smoothing = 1, LedClass = 1, Led = LedKind.None }, "green");

        Assert.DoesNotContain(run.Result.Calls.Keys, name => name.StartsWith("Gpio", StringComparison.Ordinal));
        Assert.Contains("# decision smoothing=1 threshold=50 led=none class=1 frames=0 trace=0", run.Lines);
    }

    [Fact]
    public void Run_PictureThatCannotBeRead_IsOneErrorLineAndGoesOn()
    {
        BoardRun run = BoardRun.Of(s_plain, "red torn green");

        Assert.Equal(["! C102 frame=1 count=1"], run.Kind('!'));
        Assert.Equal(["> 0 red", "> 1 green"], run.Kind('>').Select(line => string.Join(' ', line.Split(' ')[..3])));
        Assert.Equal(["camera: torn.jpg: the file ends early; it was cut off."], run.Events);
        Assert.Equal((2, 1), (run.Result.Calls["NativeCamera.Open"], run.Result.Calls["NativeCamera.Close"])); // it starts the camera again
    }

    [Fact]
    public void Run_AgainAndOnAnotherBoard_StartsFromNothing()
    {
        var settings = new DecisionSettings { Smoothing = 3, Threshold = 50, LedClass = 0 };
        BoardRun first = BoardRun.Of(settings, "red red green");
        BoardRun second = BoardRun.Of(settings, "red red green");

        Assert.Equal(first.Lines.Select(WithoutTimes), second.Lines.Select(WithoutTimes));
        Assert.Equal(first.Events, second.Events);
        Assert.Equal(first.Result.Calls, second.Result.Calls);
    }

    [Fact]
    public void Run_BoardsSideBySide_DoNotMix()
    {
        string[] colours = ["red", "green", "blue", "grey"];
        var consoles = new string[16];
        Parallel.For(0, consoles.Length, index =>
        {
            var console = new StringWriter();
            string frames = string.Join(' ', Enumerable.Repeat(colours[index % 4], 10));
            new VirtualBoard(BoardDescriptor.Load("esp32-cam"), ColourNetwork.Write(s_plain, 16), new ListFrames(frames), console, TextWriter.Null).Run();
            consoles[index] = console.ToString();
        });

        Assert.All(consoles, (console, index) =>
        {
            string expected = colours[index % 4] == "grey" ? "unknown" : colours[index % 4];
            Assert.Equal(10, console.Split('\n').Count(line => line.StartsWith('>') && line.Split(' ')[2] == expected));
        });
    }

    [Fact]
    public void Constructor_ModelLargerThanTheFlash_IsRefused()
    {
        BoardDescriptor board = BoardDescriptor.Load("esp32-cam");

        var exception = Assert.Throws<BoardException>(() => new VirtualBoard(board, new byte[1310705], new ListFrames(""), TextWriter.Null, TextWriter.Null));

        Assert.Contains("1,310,705 bytes, but the esp32-cam board has room for 1,310,704", exception.Message);
    }

    [Fact]
    public void Run_PinsOfAnotherBoard_FindsNoCamera()
    {
        BoardDescriptor board = BoardDescriptor.Load("esp32-cam");
        int[] pins = [.. board.Camera.Pins];
        (pins[5], pins[6]) = (pins[6], pins[5]);

        BoardRun run = BoardRun.Of(
            ColourNetwork.Write(s_plain), new EndlessFrames(), new VirtualBoardOptions { BuiltFor = board }, board with { Camera = board.Camera with { Pins = pins } });

        Assert.Equal(["! C100 frame=0 count=1"], run.Kind('!'));
        Assert.Equal(["camera: it does not answer on the pins that the application gave"], run.Events);
    }

    [Fact]
    public void Run_CameraWithoutTheFrameSize_RefusesIt()
    {
        BoardDescriptor board = BoardDescriptor.Load("esp32-cam");

        BoardRun run = BoardRun.Of(ColourNetwork.Write(s_plain), new EndlessFrames(), board: board with { Camera = board.Camera with { FrameSizes = [new FrameSize(320, 240)] } });

        Assert.Equal(["! C103 frame=0 count=1"], run.Kind('!'));
        Assert.Equal(["camera: it does not take frames of 96x96 in Rgb565BigEndian"], run.Events);
    }

    [Fact]
    public void Run_CancelledBeforeTheBoot_PrintsNoFrame()
    {
        var console = new StringWriter();
        var board = new VirtualBoard(BoardDescriptor.Load("esp32-cam"), ColourNetwork.Write(s_plain), new EndlessFrames(), console, TextWriter.Null);

        Assert.Throws<OperationCanceledException>(() => board.Run(new CancellationToken(canceled: true)));

        Assert.DoesNotContain(">", console.ToString());
    }

    [Fact]
    public void Run_Cancelled_EndsBeforeTheNextFrame()
    {
        using var cancellation = new CancellationTokenSource();
        var console = new LimitedWriter(22, cancellation.Cancel);
        var board = new VirtualBoard(BoardDescriptor.Load("esp32-cam"), ColourNetwork.Write(s_plain), new EndlessFrames(), console, TextWriter.Null);

        Assert.Throws<OperationCanceledException>(() => board.Run(cancellation.Token));

        Assert.Equal(22, console.Lines);
    }

    [Fact]
    public void Run_ConsoleThatCannotBeWritten_ThrowsAfterTheFirstFailure()
    {
        var console = new LimitedWriter(13, () => throw new IOException("no space left"));
        var frames = new EndlessFrames();
        var board = new VirtualBoard(BoardDescriptor.Load("esp32-cam"), ColourNetwork.Write(s_plain), frames, console, TextWriter.Null);

        Assert.Equal("no space left", Assert.Throws<IOException>(() => board.Run(TestContext.Current.CancellationToken)).Message);

        Assert.Equal(3, frames.Count); // 10 boot facts and 3 predictions
    }

    [Fact]
    public void Run_DefectInAFrameSource_IsThrownAndNotPrinted()
    {
        var console = new StringWriter();
        var board = new VirtualBoard(BoardDescriptor.Load("esp32-cam"), ColourNetwork.Write(s_plain), new ListFrames("red purple red"), console, TextWriter.Null);

        Assert.Equal("what colour is purple?", Assert.Throws<InvalidOperationException>(() => board.Run(TestContext.Current.CancellationToken)).Message);

        Assert.DoesNotContain("!", console.ToString());
    }

    [Fact]
    public void Run_FramePeriod_IsTheTimeOfACapture()
    {
        BoardRun run = BoardRun.Of(ColourNetwork.Write(s_plain), new ListFrames("red green"), new VirtualBoardOptions { FramePeriod = TimeSpan.FromMilliseconds(40) });

        Assert.All(run.Kind('>'), line => Assert.InRange(int.Parse(line.Split("ms=")[1].Split('/')[0]), 38, 99999));
    }

    [Fact]
    public void Run_OutsideOfARun_DevicePackagesAreMissing()
    {
        Assert.Throws<NotSupportedException>(() => Embedded.Native.NativeModel.Length(0));
    }

    private static string WithoutTimes(string line) => line.Contains(" ms=") ? line[..line.IndexOf(" ms=", StringComparison.Ordinal)] : line;
}
