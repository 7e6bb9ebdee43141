// SPDX-License-Identifier: MIT
using Embedded.Compiler.Formats.Emb;
using Embedded.Compiler.Graph;
using Embedded.Core.Tests.Report;
using Embedded.Decision;
using Embedded.Device;
using Embedded.Inference;
using Embedded.Testing;
using Embedded.Vision;

namespace Embedded.Core.Tests.Device;

public class CaptureLoopTests
{
    private readonly RecordingConsole _console = new();
    private readonly RecordingLed _led = new();
    private readonly StepClock _clock = new();

    [Fact]
    public void Step_EveryFrame_PrintsAPredictionWithItsTimes()
    {
        CaptureLoop loop = Loop(new DecisionSettings { Smoothing = 1 }, "red green");

        Assert.True(loop.Step());
        Assert.True(loop.Step());
        Assert.False(loop.Step());

        Assert.Equal(["> 0 red 79% green 11% ms=1/2/3 c=ca81", "> 1 green 79% red 11% ms=5/6/7 c=d9df"], _console.Lines[^2..]);
    }

    [Fact]
    public void Constructor_Always_PrintsTheNetworkAndSwitchesTheLedOff()
    {
        Loop(new DecisionSettings { LedClass = 0 }, "red");

        Assert.Equal(["# model", "# engin", "# label", "# decis"], _console.Lines.Select(line => line[..7]));
        Assert.Equal([false], _led.Calls);
    }

    [Fact]
    public void Step_ChosenClass_LightsTheLedExactlyWhileItIsDecided()
    {
        CaptureLoop loop = Loop(new DecisionSettings { Smoothing = 1, Threshold = 50, LedClass = 0 }, "red red grey green red red blue");

        Run(loop);

        Assert.Equal([false, true, false, true, false], _led.Calls);
    }

    [Fact]
    public void Step_NoChosenClass_LeavesTheLedOff()
    {
        Run(Loop(new DecisionSettings { Smoothing = 1, Threshold = 50 }, "grey red green blue grey"));

        Assert.Equal([false], _led.Calls);
    }

    [Fact]
    public void Step_Smoothing_DecidesOverSeveralFrames()
    {
        Run(Loop(new DecisionSettings { Smoothing = 2, Threshold = 50 }, "red blue blue"));

        Assert.Equal(["> 0 red 79%", "> 1 unknown red 45%", "> 2 blue 79%"], Predictions().Select(line => line[..line.IndexOf('%')] + "%"));
    }

    [Fact]
    public void Step_ErrorsOfTheBoard_AreOneLineEachAndTheLoopGoesOn()
    {
        Run(Loop(new DecisionSettings { Smoothing = 1, Threshold = 50 }, "memory busy defect red"));

        Assert.Equal(["! B101", "! B105", "! B199", "> 0"], _console.Lines[4..].Select(line => line[0] == '>' ? line[..3] : line));
    }

    [Fact]
    public void Step_CameraError_IsOneLineAndTheLoopGoesOn()
    {
        CaptureLoop loop = Loop(new DecisionSettings { Smoothing = 1, Threshold = 50, LedClass = 0 }, "red timeout timeout red");

        Run(loop);

        Assert.Equal(["> 0", "! C101 frame=1 count=1", "! C101 frame=1 count=2", "> 1"], _console.Lines[4..].Select(line => line[0] == '>' ? line[..3] : line));
        Assert.Equal([false, true, false, true], _led.Calls); // nothing is seen while there is no frame
    }

    [Fact]
    public void Step_DefectInACamera_IsOneLineAndTheLoopGoesOn()
    {
        Run(Loop(new DecisionSettings { Smoothing = 1 }, "red defect red"));

        Assert.Equal(["> 0", "! B199", "> 1"], _console.Lines[4..].Select(line => line[0] == '>' ? line[..3] : line));
    }

    [Fact]
    public void Step_NoNativePart_IsOneLineAndTheEnd()
    {
        CaptureLoop loop = Loop(new DecisionSettings(), "missing red");

        Assert.False(loop.Step());

        Assert.Equal("! B100", _console.Lines[^1]);
    }

    [Fact]
    public void Step_FrameNumbers_StartAgainAfterAMillion()
    {
        CaptureLoop loop = Loop(new DecisionSettings { Smoothing = 1 }, "red", size: 1, repeats: 1000001);

        Run(loop);

        Assert.StartsWith("> 999999 ", _console.Lines[^2]);
        Assert.StartsWith("> 0 ", _console.Lines[^1]);
    }

    [Fact]
    public void Step_PrintFramesAndTrace_ComeBeforeThePrediction()
    {
        Run(Loop(new DecisionSettings { Smoothing = 1, PrintFrames = true, PrintTrace = true }, "red", size: 3));

        Assert.Equal(
            ["f 0 start size=3x3 format=rgb888 bytes=27", "f 0 0 ", "f 0 end", "t 0 input", "t 0 0", "t 0 1", "t 0 2", "o 0 0", "s 0", "> 0 red"],
            _console.Lines[4..].Select((line, index) => index == 0 ? line : line[..new[] { 0, 6, 7, 9, 5, 5, 5, 5, 3, 7 }[index]]));
    }

    [Fact]
    public void Constructor_InputThatIsNoPicture_IsRefused()
    {
        Assert.Equal(DeviceError.InputIsNoPicture, Refusal(ColourNetwork.Graph(8) with { InputSpec = null }));
    }

    [Fact]
    public void Constructor_OutputWithoutSoftmax_IsRefused()
    {
        var builder = new RandomGraphBuilder(1, new TensorShape(8, 8, 3));
        builder.AveragePool2D();
        QuantizedGraph graph = builder.Build(ColourNetwork.Labels) with { InputSpec = new InputSpec(8, 8, 3, ResizeMethod.Area, null) };

        Assert.Equal(DeviceError.OutputIsNoProbability, Refusal(graph));
    }

    private static void Run(CaptureLoop loop)
    {
        while (loop.Step())
        {
        }
    }

    private string[] Predictions() => [.. _console.Lines.Where(line => line[0] == '>')];

    private CaptureLoop Loop(DecisionSettings settings, string frames, int size = 8, int repeats = 1)
    {
        Model model = EmbFile.Parse(ColourNetwork.Write(settings, size)).Model;
        return new CaptureLoop(new ScriptCamera(frames, size, repeats), new ArenaEngine(new Interpreter(model, new ReferenceKernels())), _clock, _led, _console);
    }

    private int Refusal(QuantizedGraph graph)
    {
        Model model = EmbFile.Parse(EmbWriter.Write(graph)).Model;
        return Assert.Throws<DeviceException>(() =>
            new CaptureLoop(new ScriptCamera("", 8, 1), new ArenaEngine(new Interpreter(model, new ReferenceKernels())), _clock, _led, _console)).Code;
    }

    /// <summary>A word a frame: a colour, or what goes wrong.</summary>
    private sealed class ScriptCamera(string frames, int size, int repeats) : ICamera
    {
        private readonly string[] _frames = frames.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        private readonly byte[] _pixels = new byte[3 * size * size];
        private int _next;

        public Frame? Capture()
        {
            if (_next == _frames.Length * repeats)
            {
                return null;
            }

            byte[] pixel = _frames[_next++ % _frames.Length] switch
            {
                "red" => [255, 0, 0],
                "green" => [0, 255, 0],
                "blue" => [0, 0, 255],
                "grey" => [128, 128, 128],
                "timeout" => throw new CameraException(CameraError.Timeout),
                "memory" => throw new OutOfMemoryException(),
                "busy" => throw new DeviceException(DeviceError.EngineIsBusy),
                "defect" => throw new IndexOutOfRangeException(),
                _ => throw new NotSupportedException(),
            };
            for (int index = 0; index < _pixels.Length; index++)
            {
                _pixels[index] = pixel[index % 3];
            }

            return new Frame(_pixels, size, size, PixelFormat.Rgb888);
        }
    }

    private sealed class RecordingLed : ILed
    {
        public List<bool> Calls { get; } = [];

        public void Set(bool isOn) => Calls.Add(isOn);
    }

    /// <summary>Goes on by 1, 2, 3, ... milliseconds from call to call.</summary>
    private sealed class StepClock : IClock
    {
        private int _calls;
        private int _milliseconds = int.MaxValue - 5; // wraps on the way

        public int Milliseconds()
        {
            _milliseconds += _calls++;
            return _milliseconds;
        }
    }
}
