// SPDX-License-Identifier: MIT
using Embedded.NativeHost;
using Embedded.Testing;

namespace Embedded.Cli.Tests;

public sealed class EngineTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Trace_EitherEngine_PrintsTheSame()
    {
        RequireNative();
        string model = _folder.Model();
        string picture = _folder.Picture();

        CliRun native = CliRun.Of("trace", model, picture, "--engine", "native");

        Assert.Equal(ExitCode.Ok, native.Code);
        Assert.Equal(CliRun.Of("trace", model, picture, "--engine", "csharp").Out, native.Out);
    }

    [Fact]
    public void Trace_GoldenTfLiteFile_PrintsTheSame()
    {
        RequireNative();
        string golden = SharedFolder.Require("golden", "keyword_spotting");

        CliRun run = CliRun.Of("trace", Path.Combine(golden, "kws_ref_model.tflite"), Path.Combine(golden, "input2.s8"), "--engine", "native");

        Assert.Equal(File.ReadAllLines(Path.Combine(golden, "input2.ops.tsv")), run.Lines);
    }

    [Fact]
    public void Predict_EitherEngine_PrintsTheSame()
    {
        RequireNative();
        string model = _folder.Model();
        string picture = _folder.Picture();

        Assert.Equal(CliRun.Of("predict", model, picture, "--json").Out, CliRun.Of("predict", model, picture, "--json", "--engine", "native").Out);
    }

    [Fact]
    public void Eval_EitherEngineOnAnyNumberOfThreads_CountsTheSame()
    {
        RequireNative();
        string model = _folder.Model();
        string flowers = _folder.Flowers(perClass: 4);

        string Confusion(params string[] options) => CliRun.Of(["eval", model, flowers, "--json", .. options]).Json.GetProperty("confusion").GetRawText();

        string expected = Confusion();
        Assert.Equal(expected, Confusion("--engine", "native"));
        Assert.Equal(expected, Confusion("--engine", "native", "--threads", "1"));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(1)]
    public void Simulate_EitherEngine_PrintsTheSameButForItsNameAndTimes(int channels)
    {
        RequireNative();
        string model = _folder.Model(channels: channels);
        string flowers = _folder.Flowers(perClass: 1);
        Assert.Equal(ExitCode.Ok, CliRun.Of("set", model, "print-trace=on").Code);

        CliRun native = CliRun.Of("simulate", model, "--frames", flowers, "--engine", "native");
        CliRun managed = CliRun.Of("simulate", model, "--frames", flowers);

        Assert.Equal(ExitCode.Ok, native.Code);
        Assert.Equal(managed.Lines.Select(Comparable), native.Lines.Select(Comparable));
        Assert.Contains(native.Lines, line => line.StartsWith("# engine name=native arena=", StringComparison.Ordinal));
        Assert.Equal(5, native.Lines.Count(line => line.StartsWith('t') && line.Contains(" input ")));
    }

    [Fact]
    public void Run_UnknownEngine_IsRefused() =>
        CliRun.Of("trace", _folder.Model(), _folder.Picture(), "--engine", "fast").AssertFails(ExitCode.Usage, "fast");

    /// <summary>A board's line without what may differ: times, and which engine.</summary>
    private static string Comparable(string line) =>
        line.Replace("name=native ", "name=csharp ") is var same && same.StartsWith('>') ? same[..same.IndexOf(" ms=", StringComparison.Ordinal)] : same;

    private static void RequireNative() => Assert.SkipUnless(NativeEngine.IsAvailable, "the native engine was not built: there is no C compiler");
}
