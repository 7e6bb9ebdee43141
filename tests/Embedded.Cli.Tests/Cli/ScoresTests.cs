// SPDX-License-Identifier: MIT
using System.Text.Json;
using Embedded.Compiler.Formats.Emb;
using Embedded.Inference;

namespace Embedded.Cli.Tests;

/// <summary>Networks that end in scores: import puts a softmax behind them, and what is left without one is never shown as per cent.</summary>
public sealed class ScoresTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Import_Scores_PutsASoftmaxBehindThemAndKeepsTheBytesBefore()
    {
        string network = _folder.Scores();
        string picture = _folder.Picture();

        CliRun run = CliRun.Of("import", network, "--out", _folder.Path("model.emb"));

        Assert.Equal(ExitCode.Ok, run.Code);
        Assert.Contains("--no-softmax", run.Error);
        Assert.Contains("simulate", run.Out);
        Operator[] operators = EmbFile.Load(_folder.Path("model.emb")).Model.Operators;
        Assert.Equal([OperatorKind.Reshape, OperatorKind.Softmax], operators[^2..].Select(op => op.Kind));
        string[] before = CliRun.Of("trace", network, picture).Lines;
        string[] after = CliRun.Of("trace", _folder.Path("model.emb"), picture).Lines;
        Assert.Equal(before, after[..^1]);
        Assert.Contains("SOFTMAX", after[^1]);
        Assert.Contains("softmax", CliRun.Of("inspect", _folder.Path("model.emb")).Out);
    }

    [Fact]
    public void Import_NoSoftmax_KeepsTheNetworkAndSaysThatBoardsWillNotRunIt()
    {
        string network = _folder.Scores();
        string picture = _folder.Picture();

        CliRun run = CliRun.Of("import", network, "--out", _folder.Path("model.emb"), "--no-softmax");

        Assert.Equal(ExitCode.Ok, run.Code);
        Assert.Contains("B103", run.Error);
        Assert.DoesNotContain("simulate", run.Out);
        Assert.Equal(CliRun.Of("trace", network, picture).Out, CliRun.Of("trace", _folder.Path("model.emb"), picture).Out);
    }

    [Fact]
    public void Predict_Scores_ShowsThemAsScores()
    {
        string network = _folder.Scores();

        CliRun run = CliRun.Of("predict", network, _folder.Picture());
        JsonElement json = CliRun.Of("predict", network, _folder.Picture(), "--json").Json.GetProperty("predictions")[0];
        CliRun list = CliRun.Of("predict", network, _folder.Picture(), _folder.Picture(), _folder.Picture(), _folder.Picture());

        Assert.Contains("score", run.Out);
        Assert.DoesNotContain("%", run.Out);
        Assert.DoesNotContain("%", list.Out);
        Assert.Equal(JsonValueKind.Null, json.GetProperty("probability").ValueKind);
        Tensor output = EmbFile.Load(Imported("--no-softmax")).Model.Output;
        int best = json.GetProperty("outputs").EnumerateArray().Max(value => value.GetInt32());
        Assert.Equal(BitConverter.Int32BitsToSingle(output.ScaleBits) * (double)(best - output.ZeroPoint), json.GetProperty("score").GetDouble());
    }

    [Fact]
    public void Simulate_Scores_SaysWhatTheBoardMeansAndFails()
    {
        string flowers = _folder.Flowers(perClass: 1);

        CliRun run = CliRun.Of("simulate", Imported("--no-softmax"), "--frames", flowers);

        Assert.Equal(ExitCode.BadInput, run.Code);
        Assert.EndsWith(" state=B103", run.Lines[1]);
        Assert.Contains("the board passed the model over with B103: the model's output is no list of probabilities", run.Error);
        Assert.Equal(ExitCode.BadInput, CliRun.Of("simulate", _folder.Path("imported.emb"), "--frames", flowers, "--json").Code);
        Assert.Equal(ExitCode.Ok, CliRun.Of("simulate", Imported(), "--frames", flowers).Code);
    }

    [Fact]
    public void Set_Scores_WarnsThatNoBoardWillUseTheSettings()
    {
        CliRun run = CliRun.Of("set", Imported("--no-softmax"), "threshold=60");

        Assert.Equal(ExitCode.Ok, run.Code);
        Assert.Contains("B103", run.Error);
        Assert.Empty(CliRun.Of("set", Imported(), "threshold=60").Error);
    }

    private string Imported(params string[] options)
    {
        string network = _folder.Scores();
        Assert.Equal(ExitCode.Ok, CliRun.Of(["import", network, "--out", _folder.Path("imported.emb"), .. options]).Code);
        return _folder.Path("imported.emb");
    }
}
