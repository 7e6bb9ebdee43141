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
            html.Headings("engine", "what", ">takes", ">room", "fits");
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
                        Row(html, NameOf(engine), figure);
                    }
                }
            }
        }

        foreach (EngineFit engine in fit.Engines)
        {
            html.Element("h3", $"{NameOf(engine)} engine: about {FitView.Time(engine.Milliseconds)} a picture, estimated");
            Time(html, engine);
        }
    }

    /// <summary>An engine's name in a sentence.</summary>
    public static string NameOf(EngineFit engine) => engine.Engine == "csharp" ? "C#" : engine.Engine;

    private static string Verdict(ReportFacts facts) =>
        BoardFit.ProblemOf(facts.Model!, facts.Board, facts.Fit!) ?? (facts.Fit!.Verdict == FitVerdict.Yes ? "the model fits" : "the model may fit, what the firmware leaves was not measured");

    private static void Time(HtmlWriter html, EngineFit engine)
    {
        using (html.Open("details"))
        {
            html.Element("summary", "What the estimate is made of");
            using (html.Open("div", ("class", "scroll")))
            using (html.Open("table"))
            {
                html.Headings("", ">", "", "", "");
                using (html.Open("tbody"))
                {
                    foreach (TimeFigure figure in engine.Time)
                    {
                        html.Row(isStrong: false, figure.What, ">" + FitView.Value(figure.Value), figure.Unit, FitView.Word(figure.Basis), figure.Why);
                    }
                }
            }
        }
    }

    private static void Row(HtmlWriter html, string engine, MemoryFigure figure) => html.Row(
        isStrong: false, engine, $"{figure.What} in {figure.Where}", ">" + Numbers.Bytes(figure.Bytes), ">" + Numbers.Bytes(figure.RoomBytes), FitView.Word(figure.Verdict));
}
