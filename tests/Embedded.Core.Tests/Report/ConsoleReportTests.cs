// SPDX-License-Identifier: MIT
using Embedded.Compiler.Formats.Emb;
using Embedded.Decision;
using Embedded.Device;
using Embedded.Inference;
using Embedded.Report;
using Embedded.Testing;
using Embedded.Vision;

namespace Embedded.Core.Tests.Report;

public class ConsoleReportTests
{
    private static readonly ConsoleGrammar s_grammar = ConsoleGrammar.Load();

    [Fact]
    public void WriteNetwork_SmallModel_PrintsItsFacts()
    {
        byte[] file = ColourNetwork.Write(new DecisionSettings { Smoothing = 3, Threshold = 70, LedClass = 2, Led = LedKind.Flash, PrintTrace = true }, size: 32);
        Model model = EmbFile.Parse(file).Model;

        List<string> lines = Lines(report => report.WriteNetwork(new ArenaEngine(new Interpreter(model, new ReferenceKernels()))));

        Assert.Equal(
        [
            $"# model crc={model.Crc:x8} input=32x32x3 ops=3 classes=3",
            $"# engine name=csharp arena={model.ArenaBytes}",
            "# labels 0 red green blue",
            "# decision smoothing=3 threshold=70 led=flash class=2 frames=0 trace=1",
        ], lines);
    }

    [Fact]
    public void WriteNetwork_ManyLabels_FillsLinesAndCountsOn()
    {
        string[] labels = [.. Enumerable.Range(0, 200).Select(index => $"label{new string('x', index % 13)}")];
        Model model = EmbFile.Parse(EmbWriter.Write(RandomGraph.MobileNet(seed: 5, classes: 200) with { Labels = labels })).Model;

        string[] lines = [.. Lines(report => report.WriteNetwork(new ArenaEngine(new Interpreter(model, new ReferenceKernels())))).Where(line => line.StartsWith("# labels "))];

        var names = new ClassNames(labels, 200);
        int next = 0;
        foreach (string line in lines)
        {
            string[] words = line.Split(' ');
            Assert.Equal(next.ToString(), words[2]);
            Assert.All(words[3..], word => Assert.Equal(names[next++], word));
        }

        Assert.Equal(200, next);
        Assert.InRange(lines.Length, 200 * 12 / 80, 200 * 16 / 60);
    }

    [Fact]
    public void WritePrediction_Known_NamesTwoClasses()
    {
        string line = PredictionLine(["daisy", "rose"], threshold: 50, [96, -100], frame: 17, captureMs: 41, preprocessMs: 12, inferenceMs: 380);

        Assert.Equal("> 17 daisy 88% rose 11% ms=41/12/380 c=ed35", line);
    }

    [Fact]
    public void WritePrediction_BelowTheThreshold_SaysUnknown()
    {
        string line = PredictionLine(["daisy", "rose"], threshold: 90, [96, -100], frame: 0, captureMs: 0, preprocessMs: 0, inferenceMs: 0);

        Assert.Equal("> 0 unknown daisy 88% rose 11% ms=0/0/0 c=98d5", line);
    }

    [Fact]
    public void WritePrediction_OneClass_HasNoSecond()
    {
        string line = PredictionLine(["daisy"], threshold: 50, [127], frame: 1, captureMs: 1, preprocessMs: 2, inferenceMs: 3);

        Assert.Equal("> 1 daisy 100% ms=1/2/3 c=4f13", line);
    }

    [Fact]
    public void WritePrediction_LargestEverything_FitsTheLine()
    {
        string line = PredictionLine(["wwwwwwwwwwwwwwwwww", "mmmmmmmmmmmmmmmmmm"], threshold: 100, [96, 127], frame: 999999, captureMs: int.MaxValue, preprocessMs: 100000, inferenceMs: -1);

        Assert.Equal("> 999999 mmmmmmmmmmmm 100% wwwwwwwwwwww 88% ms=99999/99999/0 c=b08c", line);
        line = PredictionLine(["wwwwwwwwwwwwwwwwww", "mmmmmmmmmmmmmmmmmm"], threshold: 100, [120, 121], frame: 999999, captureMs: int.MaxValue, preprocessMs: int.MaxValue, inferenceMs: int.MaxValue);
        Assert.Equal("> 999999 unknown mmmmmmmmmmmm 97% wwwwwwwwwwww 97% ms=99999/99999/99999 c=2b50", line);
        Assert.InRange(line.Length, 70, 80);
    }

    [Fact]
    public void WriteErrors_EveryKind_FollowsTheGrammar()
    {
        List<string> lines = Lines(report =>
        {
            report.WriteCameraError(CameraError.Timeout, 999999, int.MaxValue);
            report.WriteModelError(ModelError.WrongCrc, -1);
            report.WriteModelError(ModelError.ArenaOverlap, 65535);
            report.WriteDeviceError(DeviceError.NoNativePart);
        });

        Assert.Equal(["! C101 frame=999999 count=99999", "! M103 index=-1", "! M117 index=65535", "! B100"], lines);
    }

    [Fact]
    public void WriteBoard_WriteCamera_WriteMemory_WriteReady_PrintTheFacts()
    {
        List<string> lines = Lines(report =>
        {
            report.WriteBoard("esp32-cam", 4194304);
            report.WriteBoard("a_name_of_20_letters", uint.MaxValue);
            report.WriteCamera(CameraFormat.For(new InputSpec(96, 96, 3, ResizeMethod.Area, null)));
            report.WriteMemory(3604480, 112340, 0);
            report.WriteReady();
        });

        Assert.Equal(
        [
            "# embedded console=1 board=esp32-cam psram=4194304",
            "# embedded console=1 board=a_name_of_20_letters psram=4294967295",
            "# camera size=96x96 format=rgb565be",
            "# memory managed=3604480 internal=112340 psram=0",
            "# ready",
        ], lines);
    }

    private static string PredictionLine(string[] labels, int threshold, sbyte[] outputs, int frame, int captureMs, int preprocessMs, int inferenceMs)
    {
        Model model = EmbFile.Parse(EmbWriter.Write(RandomGraph.MobileNet(seed: 2, classes: labels.Length) with { Labels = labels })).Model;
        Prediction prediction = new Decider(new DecisionSettings { Smoothing = 1, Threshold = threshold }, labels.Length).Decide(outputs, 0);
        return Lines(report =>
        {
            report.WriteNetwork(new ArenaEngine(new Interpreter(model, new ReferenceKernels())));
            report.WritePrediction(frame, prediction, captureMs, preprocessMs, inferenceMs);
        })[^1];
    }

    private static List<string> Lines(Action<ConsoleReport> write)
    {
        var console = new RecordingConsole();
        write(new ConsoleReport(console));
        Assert.All(console.Lines, line => Assert.True(s_grammar.Matches("line", line), line));
        Assert.All(console.Lines, line => Assert.InRange(line.Length, 1, 80));
        return console.Lines;
    }
}
