// SPDX-License-Identifier: MIT
using Embedded.Compiler.Quantization;

namespace Embedded.Cli.Rendering;

/// <summary>A layer report for programs: everything that was measured.</summary>
internal static class LayerDocument
{
    /// <summary>The whole conversion.</summary>
    public static object Whole(NetworkReport report, QuantizationAdvice next) => new
    {
        report.Pictures,
        report.ComparedPictures,
        report.Whole.KlDivergence,
        report.Whole.Agreement,
        costliest = report.Costliest?.Name,
        advice = LayerText.Costliest(report, next),
    };

    /// <summary>One layer.</summary>
    public static object Of(LayerReport layer) => new
    {
        layer.Name,
        layer.Kind,
        layer.Observer,
        layer.Minimum,
        layer.Maximum,
        layer.Scale,
        layer.ZeroPoint,
        layer.CoveredMinimum,
        layer.CoveredMaximum,
        layer.ClippedShare,
        layer.SignalToNoiseDb,
        worstChannel = layer.WorstChannel < 0 ? (int?)null : layer.WorstChannel,
        worstChannelDb = double.IsFinite(layer.WorstChannelDb) ? layer.WorstChannelDb : (double?)null,
        layer.Channels,
        layer.CostAlone,
        weightsDivergence = layer.CostAlone == null ? (double?)null : layer.WeightsDivergence,
        cause = layer.CostAlone == null ? (LayerCause?)null : layer.Cause,
    };
}
