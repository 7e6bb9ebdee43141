// SPDX-License-Identifier: MIT
using Embedded.Cli.Rendering;
using Embedded.Compiler.Quantization;

namespace Embedded.Cli.Reporting.Sections;

/// <summary>What int8 did to each layer.</summary>
internal sealed class LayersSection : IReportSection
{
    private const double HighestDecibels = 60;

    public string Id => "quantization";

    public string Title => "Quantization by layer";

    public string? Missing(ReportFacts facts) => Hints.Layers(facts);

    public void Write(HtmlWriter html, ReportFacts facts)
    {
        NetworkReport report = facts.Layers!.Report;
        LayerReport[] layers = [.. report.Layers.Where(layer => layer.CostAlone != null)];
        string whole = LayerText.Whole(report);
        html.Element("p", $"{whole}.");
        if (facts.Layers.ChangedLayers > 0)
        {
            html.Element("p", $"The weights of {Numbers.Count(facts.Layers.ChangedLayers, "layer")} differ from the run's by more than rounding does: the model is of another run, or its channels were equalized over other pictures than those of --calibration. There signal-to-noise and cost alone compare different numbers.", ("class", "warn"));
        }
        else if (LayerText.Costliest(report, Advice(facts)) is string costliest)
        {
            html.Element("p", $"{char.ToUpperInvariant(costliest[0])}{costliest[1..]}.");
        }

        if (facts.Layers.IsEqualized)
        {
            html.Element("p", "The model's channels were equalized. It is compared with the float network after the same equalization, which computes the same.");
        }

        double most = layers.Select(layer => layer.CostAlone!.KlDivergence).Append(1e-9).Max();
        using (html.Open("div", ("class", "scroll")))
        using (html.Open("table", ("class", "full")))
        {
            html.Headings("layer", "signal-to-noise", "cost alone");
            using (html.Open("tbody"))
            {
                foreach (LayerReport layer in layers)
                {
                    Row(html, layer, most, ReferenceEquals(layer, report.Costliest));
                }
            }
        }

        html.Note($"Signal-to-noise: power of a layer's float output over that of the integer engine's difference to it. Cost alone: divergence of the answers, in thousandths of a nat, when only this layer is int8. Over {report.ComparedPictures} pictures; resting the pointer on a row shows its range.");
        Notes(html, facts);
    }

    /// <summary>What was not tried yet: a search leaves the names of several methods in the model's notes.</summary>
    private static QuantizationAdvice Advice(ReportFacts facts)
    {
        string methods = facts.Model!.Notes.FirstOrDefault(note => note.Key == "quantization").Value ?? "";
        return facts.Recipe.Quantization != null ? QuantizationAdvice.None
            : methods.Split(", ").Length > 2 ? QuantizationAdvice.Training
            : QuantizationAdvice.SearchOrTraining;
    }

    private static void Row(HtmlWriter html, LayerReport layer, double most, bool isMost)
    {
        string range = FormattableString.Invariant($"{layer.Kind}, values {layer.Minimum:0.##} to {layer.Maximum:0.##}, grid {layer.CoveredMinimum:0.##} to {layer.CoveredMaximum:0.##}, {100 * layer.ClippedShare:0.##} % clipped");
        using (html.Open("tr", ("title", range)))
        {
            html.Element("td", Tables.Name(layer.Name));
            html.Meter(layer.SignalToNoiseDb / HighestDecibels, FormattableString.Invariant($"{layer.SignalToNoiseDb:0.0} dB"));
            html.Meter(layer.CostAlone!.KlDivergence / most, LayerText.Cost(layer.CostAlone.KlDivergence), isMost);
        }
    }

    /// <summary>What the tools wrote into the model about how it was made: the methods that were kept among them.</summary>
    private static void Notes(HtmlWriter html, ReportFacts facts)
    {
        if (facts.Model!.Notes.Count == 0)
        {
            return;
        }

        html.Element("h3", "The model's own notes");
        using (html.Open("dl"))
        {
            foreach ((string key, string value) in facts.Model.Notes)
            {
                html.Element("dt", key);
                html.Element("dd", value);
            }
        }
    }
}
