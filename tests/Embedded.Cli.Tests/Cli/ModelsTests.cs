// SPDX-License-Identifier: MIT
using System.Text.Json;
using Embedded.Boards;
using Embedded.Cli.Inputs;
using Embedded.Cli.Rendering;
using Embedded.Cli.Shell;
using Embedded.Compiler.Formats.Emb;

namespace Embedded.Cli.Tests;

public sealed class ModelsTests : IDisposable
{
    private static readonly BoardDescriptor s_board = BoardDescriptor.Load("esp32-cam");
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_NoName_ListsModelsSmallestFirst()
    {
        CliRun run = CliRun.Of("models");
        JsonElement[] json = [.. CliRun.Of("models", "--json").Json.GetProperty("models").EnumerateArray()];

        Assert.Equal(ExitCode.Ok, run.Code);
        Assert.Contains(run.Lines, line => line.Contains("flowers-tuned-96") && line.Contains("96x96 colour") && line.Contains("211,621") && line.Contains("232.2 KB") && line.Contains("36.4 KB") && line.Contains("78.5 %") && line.Contains("78.4 %") && line.Contains(" ms "));
        Assert.True(json.Length >= 4);
        Assert.Equal(json.Select(model => model.GetProperty("bytes").GetInt32()).Order(), json.Select(model => model.GetProperty("bytes").GetInt32()));
        JsonElement tuned = json.Single(model => model.GetProperty("name").GetString() == "flowers-tuned-96");
        Assert.Equal((211_621, 37_248, 519), (tuned.GetProperty("parameters").GetInt32(), tuned.GetProperty("arenaBytes").GetInt32(), tuned.GetProperty("int8Correct").GetInt32()));
        Assert.Equal(519.0 / 662, tuned.GetProperty("int8Accuracy").GetDouble(), 1e-12);
        Assert.Equal(["native", "csharp"], tuned.GetProperty("engines").EnumerateArray().Select(engine => engine.GetProperty("engine").GetString()));
    }

    [Fact]
    public void Run_NarrowConsole_StacksTheSameFigures()
    {
        CliRun run = Narrow("models");

        Assert.Equal(ExitCode.Ok, run.Code);
        Assert.All(run.Lines, line => Assert.InRange(line.Length, 0, 80));
        Assert.All(new[] { "  flowers-tuned-96", "parameters 211,621", ".emb 232.2 KB", "float 78.5 %", "int8 78.4 %", "input 96x96 colour" }, part => Assert.Contains(part, run.Out));
    }

    [Fact]
    public void Run_Name_ShowsFiguresAndCommands()
    {
        CliRun run = CliRun.Of("models", "flowers-scratch", "--board", "esp32-s3-eye");
        JsonElement json = CliRun.Of("models", "flowers-scratch", "--json").Json.GetProperty("model");

        Assert.Equal(ExitCode.Ok, run.Code);
        string[] parts = ["237,728 bytes", "55,296 bytes", "70.7 % (468 of 662 pictures)", "71.5 % (473 of 662 pictures)", "22 minutes", "daisy", "on esp32-s3-eye", "estimated", "flash --board esp32-s3-eye --port PORT --model ", "all of them: embedded models flowers-scratch --rebuild"];
        Assert.All(parts, part => Assert.Contains(part, run.Out));
        Assert.Contains(run.Lines, line => line == "  embedded train flowers128/train --out run --val-percent 8 --epochs 240 --mixup 0.2");
        Assert.Contains(run.Lines, line => line.StartsWith("  cleaned pictures") && line.EndsWith(" -"));
        Assert.Equal(JsonValueKind.Null, json.GetProperty("cleaned").ValueKind);
        Assert.Equal(4, json.GetProperty("commands").GetArrayLength());
        Assert.Equal(ExitCode.Ok, CliRun.Of("inspect", json.GetProperty("file").GetString()!).Code);
        Assert.Contains(Narrow("models", "flowers-tuned-96").Lines, line => line.StartsWith("  embedded train flowers128/train") && line.EndsWith("--val-percent 8"));
    }

    [Fact]
    public void Run_BoardWithoutRoom_SaysSoInsteadOfFlash()
    {
        CliRun run = CliRun.Of("models", "flowers-tuned-128", "--board", "ttgo-t-journal");

        Assert.Equal(ExitCode.Ok, run.Code);
        Assert.Contains("not for ttgo-t-journal: ", run.Out);
        Assert.DoesNotContain("embedded flash", run.Out);
        Assert.Contains("no room", CliRun.Of("models", "--board", "ttgo-t-journal").Out);
    }

    [Fact]
    public void Run_UnknownNames_AreUsageErrors()
    {
        CliRun.Of("models", "tulips").AssertFails(ExitCode.Usage, "no model \"tulips\"; the models are first-light, flowers-scratch, ");
        CliRun.Of("models", "--board", "toaster").AssertFails(ExitCode.Usage, "known boards");
    }

    [Theory]
    [InlineData("{", "model.json: line 1 is no JSON")]
    [InlineData("[]", "must hold one JSON object")]
    [InlineData("{}", "a field that must be there is missing")]
    [InlineData("""{"schema": 2}""", "schema is 2, this program reads 1")]
    [InlineData("""{"schema": 1, "int8correct": 5}""", "the field int8correct in line 1 is unknown")]
    [InlineData("{\"schema\": 1,\n\"pictures\": \"many\"}", "the field pictures in line 2 is unknown or no value of its kind")]
    [InlineData("""{"schema": 1, "pictures": 0}""", "pictures must be above 0")]
    [InlineData("""{"schema": 1, "pictures": 10, "int8Correct": 11}""", "int8Correct is 11, it must lie from 0 to the number of pictures, 10")]
    [InlineData("""{"schema": 1, "floatCorrect": 3}""", "floatCorrect is 3, it must lie from 0 to the number of pictures, 0")]
    [InlineData("""{"schema": 1, "pictures": 10, "cleaned": {"file": "a.txt", "pictures": 8, "int8Correct": 9}}""", "cleaned.int8Correct is 9")]
    [InlineData("""{"schema": 1, "pictures": 10, "cleaned": {"file": "a.txt"}}""", "cleaned")]
    [InlineData("""{"schema": 1, "commands": [null]}""", "commands has an empty entry")]
    public void Load_BrokenFigures_AreOneSentence(string text, string sentence)
    {
        File.WriteAllText(_folder.Path("model.json"), text);

        CommandException exception = Assert.Throws<CommandException>(() => ModelFiguresFile.Load(_folder.Path()));

        Assert.Equal(ExitCode.BadInput, exception.ExitCode);
        Assert.StartsWith(_folder.Path("model.json"), exception.Message);
        Assert.Contains(sentence, exception.Message);
        Assert.EndsWith("models/README.md lists the fields", exception.Message);
        Assert.DoesNotContain('\n', exception.Message);
    }

    [Fact]
    public void Load_AllFields_AreRead()
    {
        File.WriteAllText(_folder.Path("model.json"), """
            {
              "schema": 1, // a comment
              "pictures": 10,
              "cleaned": { "file": "wrong.txt", "pictures": 8, "int8Correct": 6 },
              "camera": { "int8Correct": 5 },
              "trainingMinutes": 1.5,
            }
            """);

        ModelFigures figures = ModelFiguresFile.Load(_folder.Path());

        Assert.Equal((0.75, 0.5, 1.5), (figures.CleanedAccuracy, figures.CameraAccuracy, figures.TrainingMinutes));
        Assert.Null(figures.FloatAccuracy);
        Assert.Null(figures.Camera!.FloatCorrect);
        Assert.Empty(figures.Commands);
    }

    [Theory]
    [InlineData(160)]
    [InlineData(80)]
    public void List_CameraFigures_GetAColumn(int width)
    {
        File.Move(_folder.Model(), Directory.CreateDirectory(_folder.Path("mine")).FullName + "/model.emb");
        ListedModel plain = ListedModel.Of(_folder.Path("mine"), s_board);
        ModelFigures figures = plain.Figures with { Pictures = 200, Int8Correct = 150, Cleaned = new CleanedFigures("wrong.txt", 180, 144), Camera = new CameraFigures(141) };
        var output = new StringWriter { NewLine = "\n" };

        new Terminal(output, TextWriter.Null, tableWidth: width).Render(console => ModelsView.List(console, s_board, [plain, plain with { Figures = figures }]));

        Assert.All(new[] { "camera", "70.5 %", "75.0 %" }, part => Assert.Contains(part, output.ToString()));
        Assert.DoesNotContain(output.ToString().Split('\n'), line => line.Length > width);
        Assert.Equal(4 + 2, output.ToString().Split([' ', '\n']).Count(word => word == "-"));
    }

    [Fact]
    public void Of_BrokenOrMissingModel_IsOneSentence()
    {
        string folder = _folder.Path("broken");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "model.json"), """{"schema": 1}""");

        Assert.Contains("there is no such file", Assert.Throws<ModelFileException>(() => ListedModel.Of(folder, s_board)).Message);

        File.WriteAllBytes(Path.Combine(folder, "model.emb"), new byte[100]);
        Assert.StartsWith(Path.Combine(folder, "model.emb"), Assert.Throws<ModelFileException>(() => ListedModel.Of(folder, s_board)).Message);

        File.Copy(_folder.Model(), Path.Combine(folder, "model.emb"), overwrite: true);
        File.Delete(Path.Combine(folder, "model.json"));
        Assert.Null(ListedModel.Of(folder, s_board).Figures.Int8Accuracy);
    }

    /// <summary>As on a console of 80 columns.</summary>
    private static CliRun Narrow(params string[] args)
    {
        var output = new StringWriter { NewLine = "\n" };
        var error = new StringWriter { NewLine = "\n" };
        int code = CommandLineApp.Run(args, new Terminal(output, error, tableWidth: 80), CancellationToken.None);
        return new CliRun(code, output.ToString(), error.ToString());
    }
}
