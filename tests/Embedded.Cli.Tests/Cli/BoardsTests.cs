// SPDX-License-Identifier: MIT
using System.Text.Json;
using Embedded.Boards;
using Embedded.Testing;

namespace Embedded.Cli.Tests;

public sealed class BoardsTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void List_AllBoards_AreRowsAndObjects()
    {
        CliRun run = CliRun.Of("boards", "list");
        JsonElement boards = CliRun.Of("boards", "list", "--json").Json.GetProperty("boards");

        Assert.Equal(ExitCode.Ok, run.Code);
        Assert.All(BoardCatalog.Names, name => Assert.Contains(run.Lines, line => line.StartsWith($"  {name} ", StringComparison.Ordinal)));
        Assert.Equal(BoardCatalog.Names, boards.EnumerateArray().Select(board => board.GetProperty("name").GetString()));
        Assert.Contains(boards.EnumerateArray(), board => board.GetProperty("consolePort").GetString() == "usb");
    }

    [Fact]
    public void Show_Esp32Cam_HasPinsFlashAndModels()
    {
        CliRun run = CliRun.Of("boards", "show", "esp32-cam");

        Assert.Equal(ExitCode.Ok, run.Code);
        Assert.All(
            new[] { "xclk=0  siod=26", "free pins    2 12 13 14 15", "status on GPIO33, lights when low", "3,932,160 bytes, an array 786,300 at most" },
            part => Assert.Contains(part, run.Out));
        string deploy = run.Lines.Single(line => line.StartsWith("  deploy", StringComparison.Ordinal));
        Assert.Contains("0x1E0000  0x3A0000  1,835,008", deploy);
        Assert.Equal(28, deploy.Count(letter => letter == '█')); // of 64 for 4 MB: 0x1C0000 / 0x10000
        Assert.Contains(run.Lines, line => line.Contains("model slot 0  0x260000  0x300000    655,360", StringComparison.Ordinal));
        Assert.Matches(@"flowers-tuned-128 +863,696 +132,096 +yes +yes", run.Out);
        Assert.DoesNotContain(run.Lines, line => line.EndsWith(' '));
    }

    [Fact]
    public void Show_Json_SaysWhatFits()
    {
        JsonElement json = CliRun.Of("boards", "show", "ttgo-t-journal", "--json").Json;

        Assert.Equal("ttgo-t-journal", json.GetProperty("board").GetProperty("name").GetString());
        Assert.Equal(524_288, json.GetProperty("applicationBytes").GetInt32());
        JsonElement scratch = json.GetProperty("models").EnumerateArray().Single(model => model.GetProperty("name").GetString() == "flowers-scratch");
        Assert.Equal("no", scratch.GetProperty("fits").GetString());
        Assert.Equal(["native", "csharp"], scratch.GetProperty("engines").EnumerateArray().Select(engine => engine.GetProperty("engine").GetString()));
    }

    [Fact]
    public void Check_File_IsAcceptedOrTheFieldIsNamed()
    {
        string text = File.ReadAllText(Path.Combine(SharedFolder.Repository, "boards", "esp-eye", "board.json"));
        string file = _folder.Path("board.json");
        File.WriteAllText(file, text);

        CliRun good = CliRun.Of("boards", "check", file);
        File.WriteAllText(file, text.Replace("\"d3\": 35", "\"d3\": 14", StringComparison.Ordinal));

        Assert.Equal(ExitCode.Ok, good.Code);
        Assert.Contains("esp-eye can be used: Espressif ESP-EYE", good.Out);
        CliRun.Of("boards", "check", file).AssertFails(ExitCode.BadInput, "camera.pins.d3 must be a pin of its own");
        CliRun.Of("boards", "check", _folder.Path("nosuch.json")).AssertFails(ExitCode.Usage, "There is no board description");
        CliRun.Of("boards", "check", _folder.Model()).AssertFails(ExitCode.BadInput, "model.emb is an .emb model, no board description; name a board.json, or a board: esp-eye, ");
        CliRun.Of("boards", "show", "toaster").AssertFails(ExitCode.Usage, "known boards: esp-eye, esp32-cam");
    }

    [Fact]
    public void Pins_OfABoard_AreTheSourceFile()
    {
        string expected = BoardPinsSource.Of(BoardDescriptor.Load("esp-eye"));
        string file = _folder.Path("BoardPins.cs");

        Assert.Equal(expected, CliRun.Of("boards", "pins", "esp-eye").Out.ReplaceLineEndings("\n"));
        Assert.Equal(ExitCode.Ok, CliRun.Of("boards", "pins", "esp-eye", "--out", file).Code);
        Assert.Equal(expected, File.ReadAllText(file));
        CliRun.Of("boards", "pins", "esp-eye", "--out", _folder.Path("pins.txt")).AssertFails(ExitCode.Usage, "a name that ends in .cs");
    }

    [Fact]
    public void Inspect_Board_SaysTheBasisOfEveryNumber()
    {
        CliRun run = CliRun.Of("inspect", _folder.Model(), "--board", "xiao-esp32s3");
        JsonElement json = CliRun.Of("inspect", _folder.Model(), "--board", "xiao-esp32s3", "--json").Json;
        JsonElement fit = json.GetProperty("fit");

        Assert.Equal(ExitCode.Ok, run.Code);
        Assert.All(new[] { "On xiao-esp32s3", "nothing was measured on the board", "slot 0", "native: about", "csharp: about", "no figure of its own" }, part => Assert.Contains(part, run.Out));
        Assert.Equal("xiao-esp32s3", fit.GetProperty("board").GetString());
        Assert.Equal("yes", fit.GetProperty("fits").GetString());
        Assert.Equal(
            json.GetProperty("nativeEngine").GetProperty("estimatedInstructions").GetInt64(),
            json.GetProperty("layers").EnumerateArray().Sum(layer => layer.GetProperty("estimatedNativeInstructions").GetInt64()));
        string[] bases = ["exact", "measured", "estimated"];
        foreach (JsonElement engine in fit.GetProperty("engines").EnumerateArray())
        {
            Assert.Equal("estimated", engine.GetProperty("millisecondsBasis").GetString());
            Assert.All(engine.GetProperty("time").EnumerateArray().Concat(engine.GetProperty("memory").EnumerateArray()), figure => Assert.Contains(figure.GetProperty("basis").GetString(), bases));
        }
    }
}
