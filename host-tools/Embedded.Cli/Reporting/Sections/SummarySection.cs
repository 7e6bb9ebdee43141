// SPDX-License-Identifier: MIT
using Embedded.Boards;
using Embedded.Cli.Rendering;

namespace Embedded.Cli.Reporting.Sections;

/// <summary>The figures that everybody asks for first.</summary>
internal sealed class SummarySection : IReportSection
{
    public string Id => "summary";

    public string Title => "Summary";

    public string? Missing(ReportFacts facts) => null;

    public void Write(HtmlWriter html, ReportFacts facts)
    {
        using (html.Open("div", ("class", "tiles")))
        {
            foreach (MeasuredColumn column in facts.Columns)
            {
                html.Tile(Numbers.Percent(column.Result.Confusion.Accuracy), $"accuracy, {column.Title}", $"of {Numbers.Count(column.Result.Confusion.Total, "picture")} in {column.Pictures}");
            }

            if (facts.Summary.BestAccuracy is double best)
            {
                string engine = facts.Recipe.Quantization != null ? "int8" : "float";
                html.Tile(Numbers.Percent(best), $"accuracy in training, {engine}", $"best epoch, of {Numbers.Count(facts.Recipe.Data.ValidationPictures, "picture")} held out");
            }

            html.Tile(Numbers.Count(facts.Summary.Parameters), "parameters", $"{Numbers.Count(facts.Summary.MultiplyAccumulates)} multiply-accumulates a picture");
            if (facts.Model != null)
            {
                html.Tile(Numbers.Bytes(facts.Model.Bytes.Length), "model file", $"{Numbers.Bytes(facts.Summary.FloatBytes)} of parameters in floats");
                html.Tile(Numbers.Bytes(facts.Model.Model.ArenaBytes), "arena", "memory for all activations");
                foreach (EngineFit engine in facts.Fit!.Engines)
                {
                    html.Tile($"about {FitView.Time(engine.Milliseconds)}", $"a picture on {facts.Board.Name}", $"estimated, {BoardSection.NameOf(engine)} engine");
                }
            }
        }

        if (facts.Main == null)
        {
            html.Element("p", "The accuracy is that on the pictures that chose the best epoch; give others with --data to have it measured on them.", ("class", "hint"));
        }

        if (Hints.Model(facts) is string hint)
        {
            html.Element("p", hint, ("class", "hint"));
        }
    }
}
