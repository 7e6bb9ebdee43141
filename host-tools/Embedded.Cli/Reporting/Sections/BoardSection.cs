// SPDX-License-Identifier: MIT
using Embedded.Boards;
using Embedded.Cli.Inputs;
using Embedded.Cli.Rendering;

namespace Embedded.Cli.Reporting.Sections;

/// <summary>How the model fits a board, and how fast it is there by estimate.</summary>
internal sealed class BoardSection : IReportSection
{
    public string Id => "board";

    public string Title => "On a board";

    public string? Missing(ReportFacts facts) => Hints.Model(facts);

    public void Write(HtmlWriter html, ReportFacts facts)
    {
        ModelFit fit = facts.Fit!;
        html.Element("p", $"{facts.Board.Title}: {Verdict(facts)}. Nothing here was measured on the board; --board names another one.");
        using (html.Open("div", ("class", "scroll")))
        using (html.Open("table"))
        {
            html.Headings("engine", "what", ">bytes", "where", ">room", "fits");
            using (html.Open("tbody"))
            {
                foreach (MemoryFigure figure in fit.Slots)
                {
                    Row(html, "any", figure);
                }

                foreach (EngineFit engine in fit.Engines)
                {
                    foreach (MemoryFigure figure in engine.Memory)
                    {
                        Row(html, engine.Engine, figure);
                    }
                }
            }
        }

        foreach (EngineFit engine in fit.Engines)
        {
            html.Element("h3", $"{engine.Engine} engine: about {FitView.Time(engine.Milliseconds)} a picture, estimated");
            html.Note($"{engine.Title}. From {string.Join("; ", engine.Time.Select(Figure))}.");
        }
    }

    private static string Verdict(ReportFacts facts) =>
        BoardFit.ProblemOf(facts.Model!, facts.Board, facts.Fit!) ?? $"the model fits: {FitView.Word(facts.Fit!.Verdict)}";

    private static string Figure(TimeFigure figure) => FormattableString.Invariant($"{figure.What} {figure.Value:#,0.##} {figure.Unit}");

    private static void Row(HtmlWriter html, string engine, MemoryFigure figure) => html.Row(
        isStrong: false, engine, figure.What, ">" + Numbers.Count(figure.Bytes), figure.Where, ">" + Numbers.Count(figure.RoomBytes), FitView.Word(figure.Verdict));
}
