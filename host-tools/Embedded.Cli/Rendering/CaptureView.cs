// SPDX-License-Identifier: MIT
using Embedded.Boards;
using Spectre.Console;

namespace Embedded.Cli.Rendering;

/// <summary>Says what became of a board's frames.</summary>
internal static class CaptureView
{
    /// <summary>A picture in one line: what the board thought, how bright it is, how new.</summary>
    public static string Line(CapturedPicture picture)
    {
        PredictionLine? prediction = picture.Frame.Prediction;
        string guess = prediction == null ? "" : $"{(prediction.IsUnknown ? "unknown, " : "")}{prediction.Best.Label} {prediction.Best.Percent} %, ";
        return FormattableString.Invariant($"{Path.GetFileName(picture.Path)}: {guess}brightness {picture.Mean:0}, new by {picture.Difference:0.0}");
    }

    public static void Render(IAnsiConsole console, CaptureCounts counts, IReadOnlyList<CapturePart> parts, string? last)
    {
        console.MarkupLineInterpolated($"[bold]{Numbers.Count(counts.Saved, "picture")}[/] of {Numbers.Count(counts.Frames, "frame")}");
        foreach (CapturePart part in parts)
        {
            console.WriteLine($"{part.Folder}: {Numbers.Count(part.Added)} new, {Numbers.Count(part.Total)} in all");
        }

        Table table = Tables.Create("frames", ">count", "");
        table.Row("saved", Numbers.Count(counts.Saved), last ?? "");
        table.Row("torn", Numbers.Count(counts.Torn), "a line was lost or damaged on its way");
        table.Row("black", Numbers.Count(counts.Black), $"the mean is below {FrameFilter.BlackMean} of 255");
        table.Row("same", Numbers.Count(counts.Same), "the pixels of a picture that is there already");
        table.Row("similar", Numbers.Count(counts.Similar), "hardly another view than the picture before (--similar)");
        table.Row("too soon", Numbers.Count(counts.TooSoon), "before the time of --every was over");
        if (counts.Unfinished > 0)
        {
            table.Row("unfinished", Numbers.Count(counts.Unfinished), "cut by a reset, a lost connection or the recording's edge");
        }

        console.Write(table);
    }

    public static object Document(string directory, string label, CaptureCounts counts, IReadOnlyList<CapturePart> parts, string? problem) => new
    {
        directory,
        label,
        folders = parts,
        counts.Saved,
        counts.Torn,
        counts.Black,
        counts.Same,
        counts.Similar,
        counts.TooSoon,
        counts.Unfinished,
        problem,
    };
}
