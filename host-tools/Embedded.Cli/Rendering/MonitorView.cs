// SPDX-License-Identifier: MIT
using System.Globalization;
using Embedded.Boards;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Embedded.Cli.Rendering;

/// <summary>A board, live in a terminal.</summary>
internal static class MonitorView
{
    private const int BarWidth = 32;
    private const int MaxClasses = 16;

    /// <summary>Draws a moment.</summary>
    /// <param name="state">What is known.</param>
    /// <param name="port">The board's port.</param>
    /// <param name="page">Address of the page, null without.</param>
    public static IRenderable Of(MonitorState state, string port, string? page)
    {
        var rows = new List<IRenderable> { Header(state, port, page), Text.Empty };
        if (state.Advice != null)
        {
            rows.Add(new Text(state.Advice, new Style(Color.Yellow)));
            rows.Add(Text.Empty);
        }

        if (state.Error != null)
        {
            rows.Add(new Text($"{state.Error.Time.LocalDateTime:HH:mm:ss}  {state.Error.Words}", new Style(Color.Red)));
            rows.Add(Text.Empty);
        }

        rows.Add(Classes(state));
        rows.Add(Text.Empty);
        rows.Add(Figures(state));
        if (state.Facts.Count > 0)
        {
            rows.Add(Text.Empty);
            rows.Add(new Text(string.Join("  ", state.Facts.Select(fact => $"{fact.Key} {fact.Value}")), new Style(Color.Grey)));
        }

        return new Rows(rows);
    }

    /// <summary>What was heard, in a line.</summary>
    public static string Summary(MonitorState state)
    {
        string torn = state.TornFrames == 0 ? "" : $"{Numbers.Count(state.TornFrames, "torn frame")}, ";
        return $"{Numbers.Count(state.Predictions, "prediction")}, {Numbers.Count(state.LostPredictions)} lost, {torn}{Numbers.Count(state.OtherLines, "other or damaged line")}, {Numbers.Count(state.Boots, "boot")}, {Numbers.Count(state.Errors, "error")}";
    }

    private static Markup Header(MonitorState state, string port, string? page)
    {
        string status = state.Status switch
        {
            MonitorStatus.Live => "[green]live[/]",
            MonitorStatus.Waiting => "[yellow]waiting[/]",
            MonitorStatus.Stopped => "[red]stopped[/]",
            MonitorStatus.Silent => "[yellow]silent[/]",
            MonitorStatus.Foreign => "[yellow]another program[/]",
            _ => "[yellow]disconnected[/]",
        };
        string answer = state.Answer == null ? "" : $"  [bold]{Markup.Escape(state.Answer)}[/]{Since(state)}";
        return new Markup($"{Markup.Escape(port)}  {status}{answer}{(page == null ? "" : $"  [grey]{Markup.Escape(page)}[/]")}");
    }

    private static string Since(MonitorState state)
    {
        if (state.ChangeTime is not DateTimeOffset time)
        {
            return "";
        }

        string before = state.Previous == null ? "" : $", before it {Markup.Escape(state.Previous)}";
        return string.Create(CultureInfo.InvariantCulture, $" [grey]for {(DateTimeOffset.UtcNow - time).TotalSeconds:0} s{before}[/]");
    }

    private static Grid Classes(MonitorState state)
    {
        var grid = new Grid().AddColumn().AddColumn().AddColumn(new GridColumn { Alignment = Justify.Right });
        foreach (string label in state.Labels.Take(MaxClasses))
        {
            int? percent = state.PercentOf(label);
            bool isAnswer = label == state.Answer;
            var style = isAnswer ? new Style(Color.Green) : Style.Plain;
            grid.AddRow(
                new Text(label, style),
                new Text(Bars.Of((percent ?? 0) / 100.0, BarWidth), style),
                new Text(percent == null ? "" : $"{percent} %", style));
        }

        return grid;
    }

    private static Text Figures(MonitorState state)
    {
        PredictionLine? last = state.Prediction;
        string stages = last == null ? "" : $"  capture {last.CaptureMs} ms, preprocessing {last.PreprocessMs} ms, inference {last.InferenceMs} ms";
        return new Text(string.Create(
            CultureInfo.InvariantCulture,
            $"{state.FramesPerSecond:0.0} frames/s{stages}\n{Summary(state)}"));
    }
}
