// SPDX-License-Identifier: MIT
namespace Embedded.Cli.Tests;

public class UsageTests
{
    [Theory]
    [InlineData("inspct m.emb", "inspct")]
    [InlineData("inspect", "MODEL")]
    [InlineData("predict m.emb a.jpg --nosuch", "--nosuch")]
    [InlineData("set m.emb --threshold=3", "--threshold=3")]
    [InlineData("eval m.emb photos --require many", "a number is expected")]
    [InlineData("data synth d --train 0", "--train is 0")]
    [InlineData("data synth d --size 5000", "from 16 to 1024")]
    [InlineData("data synth d --seed x", "--seed")]
    [InlineData("simulate m.emb --frames . --tcp x", "--tcp")]
    [InlineData("monitor --port p --count x", "--count")]
    [InlineData("verify --port p --model m.emb --timeout x", "--timeout")]
    [InlineData("capture --port p --out d --label l --every x", "--every")]
    [InlineData("data synth d --seed -1", "--seed is -1")]
    [InlineData("quantize run --calibration d --out m.emb --observer best", "min-max")]
    [InlineData("quantize run --calibration d --out m.emb --method best", "adaround")]
    [InlineData("quantize run --calibration d", "--out")]
    [InlineData("simulate m.emb --board esp32-cam", "--frames")]
    [InlineData("report run", "--out")]
    [InlineData("report --out r.html", "RUN")]
    [InlineData("data", "command")]
    public void Run_WrongCommandLine_IsAUsageErrorWithOneSentence(string line, string part)
    {
        CliRun run = CliRun.Of(line.Split(' ')).AssertFails(ExitCode.Usage, part);

        Assert.Single(run.Error.TrimEnd().Split('\n'));
        Assert.Contains("--help", run.Error);
    }

    [Fact]
    public void Run_WrongCommandLineWithJson_PrintsOneDocument()
    {
        CliRun run = CliRun.Of("inspect", "--json");

        Assert.Equal(ExitCode.Usage, run.Code);
        Assert.Equal(1, run.Json.GetProperty("schema").GetInt32());
        Assert.Equal(ExitCode.Usage, run.Json.GetProperty("error").GetProperty("code").GetInt32());
        Assert.Contains("MODEL", run.Json.GetProperty("error").GetProperty("message").GetString());
    }

    [Fact]
    public void Run_Cancelled_Ends130()
    {
        using var folder = new TestFolder();
        using var source = new CancellationTokenSource();
        source.Cancel();

        CliRun run = CliRun.Of(source.Token, "data", "synth", folder.Path("flowers"), "--train", "1", "--val", "1");

        run.AssertFails(ExitCode.Cancelled, "stopped");
        Assert.Empty(folder.Files());
    }

    [Fact]
    public void Run_Verbose_ShowsTheStackTrace()
    {
        CliRun run = CliRun.Of("inspect", "nosuch.emb", "--verbose");

        Assert.Equal(ExitCode.BadInput, run.Code);
        Assert.Contains("   at ", run.Error);
    }
}
