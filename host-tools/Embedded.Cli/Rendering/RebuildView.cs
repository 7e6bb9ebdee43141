// SPDX-License-Identifier: MIT
using Embedded.Cli.Inputs;
using Embedded.Cli.Rebuilding;
using Spectre.Console;

namespace Embedded.Cli.Rendering;

/// <summary>Tells how a rebuild ended.</summary>
internal static class RebuildView
{
    /// <summary>For programs.</summary>
    public static object Document(string model, string folder, ModelFigures figures, RebuildResult result) => new
    {
        model,
        folder = Path.GetFullPath(folder),
        file = result.File,
        steps = result.Steps.Select(step => new { number = step.Step.Number, command = step.Step.Line, step.Action, step.Seconds }),
        result.Seconds,
        result.TotalSeconds,
        result.Compare,
        figures.Data,
        figures.Pictures,
        figures.Int8Correct,
        figures.Int8Accuracy,
    };

    /// <summary>For people.</summary>
    public static void Render(IAnsiConsole console, string model, ModelFigures figures, RebuildResult result)
    {
        TextWriter lines = console.Profile.Out.Writer; // whole lines, which a terminal may break but a copy does not
        string before = result.TotalSeconds - result.Seconds < 1 ? "" : $", {Duration(result.TotalSeconds)} with what was done before";
        console.MarkupLineInterpolated($"[bold]{model} is rebuilt[/]  [grey]in {Duration(result.Seconds)}{before}[/]");
        if (result.File == null)
        {
            return;
        }

        lines.WriteLine($"The new model is {result.File}");
        if (figures is { Int8Correct: int correct, Pictures: int pictures })
        {
            lines.WriteLine($"The card says {Numbers.Percent((double)correct / pictures)} int8, {Numbers.Count(correct)} of {Numbers.Count(pictures, "picture")}{(figures.Data == null ? "" : $": {figures.Data}")}. Compare with");
        }

        lines.WriteLine("  " + result.Compare);
    }

    private static string Duration(double seconds) => Numbers.Duration(TimeSpan.FromSeconds(seconds));
}
