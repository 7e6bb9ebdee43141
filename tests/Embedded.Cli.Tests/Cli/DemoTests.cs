// SPDX-License-Identifier: MIT
namespace Embedded.Cli.Tests;

public sealed class DemoTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_FolderOfAnotherSeed_IsLeftAlone()
    {
        string flowers = _folder.Flowers(perClass: 4);
        string[] small = ["--width", "0.1", "--size", "32", "--batch", "8", "--epochs", "1", "--seed", "5"];
        Assert.Equal(ExitCode.Ok, CliRun.Of(["train", flowers, "--out", _folder.Path("demo", "run"), .. small]).Code);
        string[] before = _folder.Files();

        CliRun.Of("demo", "--out", _folder.Path("demo"), "--seed", "6").AssertFails(ExitCode.Usage, "seed 5");

        Assert.Equal(before, _folder.Files());
    }

    [Fact]
    public void Run_Cancelled_Ends130()
    {
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));

        CliRun run = CliRun.Of(source.Token, "demo", "--out", _folder.Path("demo"));

        Assert.Equal(ExitCode.Cancelled, run.Code);
        Assert.DoesNotContain(_folder.Files(), file => file.EndsWith(".tmp"));
    }
}
