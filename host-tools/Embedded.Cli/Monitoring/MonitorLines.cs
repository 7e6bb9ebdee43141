// SPDX-License-Identifier: MIT
using System.Globalization;
using Embedded.Boards;

namespace Embedded.Cli.Monitoring;

/// <summary>What a board says as lines of text: raw, or the ones for people.</summary>
/// <param name="output">Where they go.</param>
/// <param name="isRaw">All lines, as they came.</param>
internal sealed class MonitorLines(TextWriter output, bool isRaw)
{
    /// <summary>Takes a line.</summary>
    public void Add(ConsoleLine line)
    {
        string? text = isRaw ? line.Text : Text(line);
        if (text != null)
        {
            output.WriteLine(text);
        }
    }

    private static string? Text(ConsoleLine line) => line switch
    {
        PredictionLine prediction => Text(prediction),
        ErrorLine error => $"error {ConsoleErrors.Of(error)}",
        BootLine or LabelsLine or SlotLine => line.Text,
        CheckLine { IsSame: false } check => $"{check.Frame}  the outputs differ from those of the PC: a defect of the program",
        _ => null,
    };

    private static string Text(PredictionLine line) => string.Create(
        CultureInfo.InvariantCulture,
        $"{line.Frame,6}  {(line.IsUnknown ? "unknown " : "")}{line.Best.Label} {line.Best.Percent} %{(line.Second == null ? "" : $"  {line.Second.Label} {line.Second.Percent} %")}  {line.CaptureMs}+{line.PreprocessMs}+{line.InferenceMs} ms");
}
