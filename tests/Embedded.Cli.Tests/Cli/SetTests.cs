// SPDX-License-Identifier: MIT
using Embedded.Compiler.Formats.Emb;
using Embedded.Decision;
using Embedded.Testing;

namespace Embedded.Cli.Tests;

public sealed class SetTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_Assignments_AreInTheFileAfterwards()
    {
        string model = _folder.Model();
        uint before = EmbFile.Load(model).Model.Crc;

        CliRun run = CliRun.Of("set", model, "threshold=60", "smoothing=7", "led-class=rose", "led=flash", "print-frames=on", "print-trace=on");

        Assert.Equal(ExitCode.Ok, run.Code);
        Assert.Equal(["threshold=60", "smoothing=7", "led-class=rose", "led=flash", "print-frames=on", "print-trace=on"], run.Lines);
        EmbFile file = EmbFile.Load(model);
        DecisionSettings settings = file.Model.Decision;
        Assert.Equal((60, 7, 2, LedKind.Flash, true, true), (settings.Threshold, settings.Smoothing, settings.LedClass, settings.Led, settings.PrintFrames, settings.PrintTrace));
        Assert.NotEqual(before, file.Model.Crc);
        Assert.Equal([model], _folder.Files());
        Assert.Equal(run.Lines, CliRun.Of("set", model).Lines);
    }

    [Fact]
    public void Run_NoAssignment_LeavesTheFileAlone()
    {
        string model = _folder.Model();
        DateTime written = File.GetLastWriteTimeUtc(model);

        CliRun run = CliRun.Of("set", model, "--json");

        Assert.Equal("none", run.Json.GetProperty("settings").GetProperty("led-class").GetString());
        Assert.Equal(written, File.GetLastWriteTimeUtc(model));
    }

    [Theory]
    [InlineData("colour=red", "threshold, smoothing, led-class, led, print-frames, print-trace")]
    [InlineData("threshold=200", "from 0 to 100")]
    [InlineData("led-class=oak", "daisy, dandelion, rose, sunflower, tulip, or none")]
    public void Run_ImpossibleSetting_SaysWhatIsPossibleAndChangesNothing(string assignment, string sentence)
    {
        string model = _folder.Model();
        byte[] before = File.ReadAllBytes(model);

        CliRun.Of("set", model, "smoothing=7", assignment).AssertFails(ExitCode.Usage, sentence);

        Assert.Equal(before, File.ReadAllBytes(model));
    }

    [Fact]
    public void Run_TheSameTwice_GivesTheSameBytes()
    {
        string model = _folder.Model();
        byte[] before = File.ReadAllBytes(model);

        CliRun.Of("set", model, "threshold=60");
        CliRun.Of("set", model, "threshold=50");

        Assert.Equal(before, File.ReadAllBytes(model));
    }

    [Fact]
    public void Run_ModelWithoutLabels_TakesTheNumberOfAnOutput()
    {
        File.WriteAllBytes(_folder.Path("bare.emb"), EmbWriter.Write(RandomGraph.MobileNet(1) with { Labels = [] }));

        Assert.Contains("led-class=1\n", CliRun.Of("set", _folder.Path("bare.emb"), "led-class=1").Out);

        CliRun.Of("set", _folder.Path("bare.emb"), "led-class=rose").AssertFails(ExitCode.Usage, "the model has no labels, so give the number of an output");
        CliRun.Of("set", _folder.Path("bare.emb"), "led-class=5").AssertFails(ExitCode.Usage, "classes 0 to 4");
        Assert.Equal(1, EmbFile.Load(_folder.Path("bare.emb")).Model.Decision.LedClass);
    }
}
