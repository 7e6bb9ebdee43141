// SPDX-License-Identifier: MIT
using Embedded.Compiler.Analysis;
using Embedded.Compiler.Formats.Emb;
using Embedded.Compiler.Formats.Source;
using Embedded.Data;
using Embedded.Decision;
using Embedded.FirstLight;
using Embedded.Inference;
using Embedded.Testing;
using Embedded.Vision;

namespace Embedded.Boards.Tests.FirstLight;

/// <summary>firmware/FirstLight's Program, unmodified, with the model and the pictures that are built into it.</summary>
public class FirstLightTests
{
    private static readonly EmbFile s_file = EmbFile.Parse(Read(0, Baked.ModelBytes));

    [Fact]
    public void Run_FewFrames_PrintsWhatTheHostPredicts()
    {
        var board = new BareBoard();
        int frames = 2 * Baked.PictureCount + 1;

        board.Run(() => Embedded.FirstLight.Program.Run(frames));

        var grammar = ConsoleGrammar.Load();
        Assert.All(board.Lines, line => Assert.True(grammar.Matches("line", line) && line.Length <= 80, line));
        InputSpec input = s_file.Model.InputSpec!;
        string format = input.Channels == 1 ? "gray8" : "rgb888";
        Assert.Equal("# embedded console=1 board=first-light psram=0", board.Lines[0]);
        Assert.Equal(
            [$"# pictures count={Baked.PictureCount} size={input.Width}x{input.Height} format={format}", "# memory managed=100000 internal=220000 psram=0", "# ready"],
            board.Lines.SkipWhile(line => !line.StartsWith("# pictures", StringComparison.Ordinal)).Take(3));
        Assert.Contains($"# model crc={s_file.Model.Crc:x8} input={input.Width}x{input.Height}x{input.Channels} ops={s_file.Model.Operators.Length} classes={s_file.Model.Output.Count}", board.Lines);
        Assert.Equal(
            Enumerable.Range(0, frames).SelectMany(Expected),
            board.Lines.SkipWhile(line => line != "# ready").Skip(1).Select(line => line[0] == '>' ? line[..line.IndexOf(" ms=", StringComparison.Ordinal)] : line));
        Assert.Equal(["Console.WriteLine", "GC.Run", "HighResTimer.GetCurrent", "NativeMemory.GetMemoryInfo"], board.Calls.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Main_OnABoard_GoesOnUntilItsConsoleFails()
    {
        var board = new BareBoard(4194304, mostLines: 60);

        Assert.Throws<IOException>(() => board.Run(Embedded.FirstLight.Program.Main));

        Assert.Equal("# embedded console=1 board=first-light psram=4194304", board.Lines[0]);
        Assert.InRange(board.Lines.Count(line => line[0] == '>'), 15, 20);
    }

    [Fact]
    public void CopyOutput_OutputsThatAreNotThePcs_Differ()
    {
        var board = new BareBoard();
        board.Run(() =>
        {
            var data = new BakedData();
            var camera = new BakedCamera(data, s_file.Model, 1);
            var engine = new CheckedEngine(new ArenaEngine(new Interpreter(s_file.Model, new ReferenceKernels())), camera, new Report.PictureReport(new App.UartConsole())) { FrameNumber = 7 };
            Frame frame = camera.Capture();
            frame.Pixels.AsSpan().Fill(0);
            engine.SetInput(frame);
            engine.Run([]);
            engine.CopyOutput(new sbyte[s_file.Model.Output.Count]);
            Assert.Null(camera.Capture());
        });

        Assert.Equal([$"p 7 {Baked.PictureName(0)}", "c 7 differs"], board.Lines);
    }

    /// <summary>What a person who reads the board's lines compares them with: the predictions of the PC.</summary>
    [Fact]
    public void Pictures_OfModelsFirstLight_ArePredictedAsTheFilesAre()
    {
        string folder = Path.Combine(SharedFolder.Repository, "models", "first-light");
        EmbFile file = EmbFile.Load(Path.Combine(folder, "model.emb"));
        var classifier = new FrameClassifier(file.Model);
        Dataset pictures = Dataset.Open(Path.Combine(folder, "pictures"));

        Assert.Equal(file.Model.Labels, pictures.Labels);
        Assert.All(pictures.Samples, sample =>
        {
            Picture picture = PictureFile.Load(sample.FullPath);
            Assert.Equal(sample.Label, classifier.Run(picture.ToFrame()));
            Assert.Equal(classifier.Output.ToArray(), BakedPicture.Of(file, "any", picture).Outputs);
        });
    }

    [Fact]
    public void Document_ConsoleLines_AreThoseOfTheModelInTheRepository()
    {
        EmbFile file = EmbFile.Load(Path.Combine(SharedFolder.Repository, "models", "first-light", "model.emb"));
        string document = File.ReadAllText(Path.Combine(SharedFolder.Repository, "docs", "first-light.md")).ReplaceLineEndings("\n");
        string[] lines = document.Split("```console\n")[1].Split("```")[0].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var grammar = ConsoleGrammar.Load();

        Assert.All(lines, line => Assert.True(grammar.Matches("line", line) && line.Length <= 80, line));
        Assert.Contains(lines, line => line.StartsWith($"# model crc={file.Model.Crc:x8} input=48x48x3 ops={file.Model.Operators.Length} ", StringComparison.Ordinal));
        Assert.Contains($"# engine name=csharp arena={file.Model.ArenaBytes}", lines);
    }

    private static string[] Expected(int frame)
    {
        Model model = s_file.Model;
        int picture = frame % Baked.PictureCount;
        InputSpec input = model.InputSpec!;
        int bytes = input.Width * input.Height * input.Channels;
        byte[] pixels = Read(Baked.ModelBytes + picture * (bytes + model.Output.Count), bytes);
        var classifier = new FrameClassifier(model);
        classifier.Run(new Frame(pixels, input.Width, input.Height, input.Channels == 1 ? PixelFormat.Gray8 : PixelFormat.Rgb888));
        Prediction prediction = new Decider(model.Decision, model.Output.Count).Decide(classifier.Output.ToArray(), 0);
        string unknown = prediction.Class == Prediction.None ? " unknown" : "";
        return
        [
            $"p {frame} {Baked.PictureName(picture)}",
            $"c {frame} same",
            $"> {frame}{unknown} {model.Labels[prediction.Top]} {prediction.TopPercent}% {model.Labels[prediction.Second]} {prediction.SecondPercent}%",
        ];
    }

    private static byte[] Read(int position, int count)
    {
        byte[] bytes = new byte[count];
        new BareBoard().Run(() => new BakedData().Read(position, bytes, 0, count));
        return bytes;
    }
}
