// SPDX-License-Identifier: MIT
using Embedded.Compiler.Quantization;

namespace Embedded.Cli.Rendering;

/// <summary>A layer report in sentences: what int8 costs, which layer costs most, and what to do about it.</summary>
internal static class LayerText
{
    private const double Negligible = 0.001; // nats: moves a probability of one half by about two points
    private const double StandsOut = 5; // times what a layer costs on average

    /// <summary>What the whole conversion costs.</summary>
    public static string Whole(NetworkReport report) => FormattableString.Invariant(
        $"int8 against float: divergence {Cost(report.Whole.KlDivergence)}, the same class on {Numbers.Percent(report.Whole.Agreement)} of {report.ComparedPictures} pictures");

    /// <summary>The layer that costs most when it alone is quantized, why, and what would help; null if none costs anything.</summary>
    /// <param name="report">Of the layers.</param>
    /// <param name="next">What was not tried yet.</param>
    public static string? Costliest(NetworkReport report, QuantizationAdvice next = QuantizationAdvice.SearchOrTraining)
    {
        if (report.Costliest is not { CostAlone: { } cost } layer)
        {
            return null;
        }

        double share = cost.KlDivergence / report.SumAlone;
        int layers = report.Layers.Count(other => other.CostAlone != null);
        string noneStandsOut = share * layers < StandsOut ? "no layer stands out; " : "";
        string first = FormattableString.Invariant($"{noneStandsOut}{layer.Name} costs most alone ({Cost(cost.KlDivergence)}, {100 * share:0} % of the sum)");
        return cost.KlDivergence < Negligible && report.Whole.KlDivergence < Negligible
            ? $"{first}, too little to matter"
            : $"{first}: {Reason(layer)}{Remedy(layer.Cause, next)}";
    }

    /// <summary>A divergence, given in nats, in thousandths of a nat.</summary>
    public static string Cost(double divergence) =>
        divergence < 0.1 ? FormattableString.Invariant($"{1000 * divergence:0.00} mnat") : FormattableString.Invariant($"{1000 * divergence:0} mnat");

    private static string Reason(LayerReport layer) => layer.Cause switch
    {
        LayerCause.Weights => FormattableString.Invariant($"rounding its weights makes most of it, those of filter {layer.WorstChannel} have {layer.WorstChannelDb:0} dB left"),
        LayerCause.Clipping => FormattableString.Invariant($"its grid ends at {layer.CoveredMinimum:0.##} and {layer.CoveredMaximum:0.##} and clips {100 * layer.ClippedShare:0.##} % of its values"),
        LayerCause.ChannelSpread => FormattableString.Invariant($"channel {layer.Channels.Widest!.Channel} needs {100 * layer.Channels.Widest.Share:0} % of the grid, half of the others less than {100 * layer.Channels.Middle!.Share:0.#} %"),
        _ => "its channels are alike and use the grid, finer steps are not to be had",
    };

    private static string Remedy(LayerCause cause, QuantizationAdvice next) => (cause, next) switch
    {
        (_, QuantizationAdvice.None) => "",
        (LayerCause.Resolution, _) or (_, QuantizationAdvice.Training) => "; train --qat teaches the network to live with it",
        (LayerCause.Weights, _) => "; --method auto rounds and corrects them better, or train --qat",
        (LayerCause.Clipping, _) => "; --observer min-max clips nothing, or train --qat",
        _ => "; --method auto equalizes channels, or train --qat",
    };
}
