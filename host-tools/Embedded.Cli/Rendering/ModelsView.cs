// SPDX-License-Identifier: MIT
using Embedded.Boards;
using Embedded.Cli.Inputs;
using Embedded.Compiler.Analysis;
using Embedded.Data;
using Embedded.Inference;
using Spectre.Console;

namespace Embedded.Cli.Rendering;

/// <summary>Draws the models of the folder models/.</summary>
internal static class ModelsView
{
    private const string Unknown = "-";

    public static void List(IAnsiConsole console, BoardDescriptor board, IReadOnlyList<ListedModel> models)
    {
        bool isCamera = models.Any(model => model.Figures.Camera != null);
        var table = new FittedTable(
            ["model", "input", ">parameters", ">.emb", ">arena", ">float", ">int8", .. Where(isCamera, ">camera"), ">native", ">C#", "for"]);
        foreach ((KnownModel model, ModelFigures figures) in models)
        {
            table.Row(
            [
                model.Name,
                Input(model.File.Model),
                Numbers.Count(ModelInspection.Of(model.File).Parameters),
                Numbers.Bytes(model.File.Bytes.Length),
                Numbers.Bytes(model.File.Model.ArenaBytes),
                Percent(figures.FloatAccuracy),
                Percent(figures.Int8Accuracy),
                .. Where(isCamera, Percent(figures.CameraAccuracy)),
                Time(model.Fit.Engines[0]),
                Time(model.Fit.Engines[1]),
                figures.Purpose ?? Unknown,
            ]);
        }

        table.Write(console);
        console.MarkupLineInterpolated($"[grey]float, int8: share of its card's pictures that it gets right; native, C#: a frame in either engine on {board.Name}, estimated, not measured[/]");
    }

    public static void Show(IAnsiConsole console, BoardDescriptor board, ListedModel listed)
    {
        (KnownModel model, ModelFigures figures) = listed;
        ModelInspection inspection = ModelInspection.Of(model.File);
        string path = Typed(model.Path);
        console.MarkupLineInterpolated($"[bold]{model.Name}[/]  [grey]{figures.Purpose}[/]");
        Grid grid = new Grid().AddColumn(new GridColumn().NoWrap().PadLeft(2).PadRight(2)).AddColumn(new GridColumn().PadRight(0));
        Line("file", path);
        Line("network", model.File.Notes.FirstOrDefault(note => note.Key == "network").Value ?? Unknown);
        Line("input", Input(model.File.Model));
        Line("classes", LabelMapping.Listed(model.File.Model.Labels));
        Line("parameters", Numbers.Count(inspection.Parameters));
        Line("multiply-accumulates", $"{Numbers.Count(inspection.MultiplyAccumulates)} a picture");
        Line("model.emb", $"{Numbers.Count(inspection.FileBytes)} bytes");
        Line("arena", $"{Numbers.Count(model.File.Model.ArenaBytes)} bytes");
        Line("measured on", figures.Data ?? Unknown);
        Line("accuracy, float", Accuracy(figures.FloatCorrect, figures.Pictures));
        Line("accuracy, int8", Accuracy(figures.Int8Correct, figures.Pictures));
        Line("cleaned pictures", Accuracy(figures.Cleaned?.Int8Correct, figures.Cleaned?.Pictures) + (figures.Cleaned is { } cleaned ? $", int8, without those of {cleaned.File}" : ""));
        Line("camera-like pictures", Accuracy(figures.Camera?.Int8Correct, figures.Pictures) + (figures.Camera is { } camera ? $", int8; float {Accuracy(camera.FloatCorrect, figures.Pictures)}" : ""));
        Line("training", figures.TrainingMinutes is double minutes ? FormattableString.Invariant($"{minutes:0.#} minutes") : Unknown);
        foreach (EngineFit engine in model.Fit.Engines)
        {
            Line(engine == model.Fit.Engines[0] ? $"on {board.Name}" : "", $"{engine.Title}: {(engine.Verdict == FitVerdict.No ? "does not fit" : $"about {FitView.Time(engine.Milliseconds)} a frame, estimated")}{(engine.Verdict == FitVerdict.Perhaps ? "; perhaps there is not enough memory" : "")}");
        }

        console.Write(grid);
        Commands(console, "Make it again", figures.Commands.Count == 0 ? [Unknown] : figures.Commands);
        if (figures.Commands.Count > 0)
        {
            console.MarkupLineInterpolated($"[grey]all of them: embedded models {model.Name} --rebuild[/]");
        }

        string? problem = BoardFit.ProblemOf(model.File, board, model.Fit);
        Commands(console, "Use it",
        [
            CommandText.Of("predict", path, "photo.jpg"),
            CommandText.Of("inspect", path, "--board", board.Name),
            .. Where(problem == null, CommandText.Of("flash", "--board", board.Name, "--port", "PORT", "--model", path)),
        ]);
        if (problem != null)
        {
            console.WriteLine($"not for {board.Name}: {problem}", new Style(Color.Yellow));
        }

        void Line(string name, string value) => grid.AddRow(new Markup($"[grey]{Markup.Escape(name)}[/]"), new Text(value));
    }

    /// <summary>Whole lines, which a terminal may break but a copy does not.</summary>
    private static void Commands(IAnsiConsole console, string heading, IEnumerable<string> commands)
    {
        console.Heading(heading);
        foreach (string command in commands)
        {
            console.Profile.Out.Writer.WriteLine("  " + command);
        }
    }

    private static string Accuracy(int? correct, int? pictures) =>
        correct is int right && pictures is int all ? $"{Numbers.Percent((double)right / all)} ({Numbers.Count(right)} of {Numbers.Count(all, "picture")})" : Unknown;

    private static string Percent(double? share) => share is double value ? Numbers.Percent(value) : Unknown;

    private static string Time(EngineFit engine) => engine.Verdict == FitVerdict.No ? "no room" : FitView.Time(engine.Milliseconds);

    private static string Input(Model model) =>
        model.InputSpec is { } input ? $"{input.Width}x{input.Height} {(input.Channels == 1 ? "grey" : "colour")}" : OperatorText.Shape(model.Input);

    /// <summary>A path as one would type it here.</summary>
    private static string Typed(string path)
    {
        string relative = Path.GetRelativePath(Directory.GetCurrentDirectory(), path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }

    private static string[] Where(bool isShown, string text) => isShown ? [text] : [];
}
