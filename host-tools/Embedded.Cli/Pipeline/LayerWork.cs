// SPDX-License-Identifier: MIT
using Embedded.Cli.Inputs;
using Embedded.Cli.Reporting;
using Embedded.Cli.Shell;
using Embedded.Compiler.Formats.Emb;
using Embedded.Compiler.Graph;
using Embedded.Compiler.Quantization;
using Embedded.Compiler.Quantization.Methods;
using Embedded.Data;
using Embedded.Inference;
using Embedded.Vision;

namespace Embedded.Cli.Pipeline;

/// <summary>Compares a float network with a model file, layer by layer.</summary>
internal static class LayerWork
{
    /// <summary>Reads the pictures, finds out whether the model's channels were equalized, and measures.</summary>
    /// <param name="run">The run and its model.</param>
    /// <param name="graph">The run's float network.</param>
    /// <param name="calibration">A folder of pictures.</param>
    /// <param name="session">Progress and cancellation.</param>
    /// <exception cref="CommandException">The model has other layers.</exception>
    public static LayerComparison Run(ComparedRun run, FloatGraph graph, string calibration, Session session)
    {
        QuantizedGraph quantized = EmbGraph.Of(run.Model!);
        int changed = ChangedLayers(run, graph, quantized);
        Dataset dataset = CalibrationPictures.Open(calibration, RecipeOptions.ValidationPercent(run.Recipe));
        InputSpec input = graph.InputSpec;
        PictureCache cache = PictureSet.Load(dataset, session);
        IReadOnlyList<sbyte[]> pictures = CalibrationSet.Prepare(cache, input, CalibrationDivision.Of(cache.Samples.Count, QuantizationSettings.DefaultPictures).Calibration, session.Cancellation);
        bool isEqualized = false;
        foreach (bool isPerTensor in changed == 0 ? [] : new[] { false, true })
        {
            FloatGraph equalized = CrossLayerEqualization.Equalize(graph, ChannelRanges.Of(graph, pictures, session.Cancellation), isPerTensor);
            if (WeightMatch.ChangedLayers(equalized, quantized) is 0)
            {
                (graph, changed, isEqualized) = (equalized, 0, true);
                break;
            }
        }

        return new LayerComparison(
            session.Track("comparing layers", meter => LayerReporter.Report(graph, quantized, pictures, progress: meter, cancellation: session.Cancellation)),
            isEqualized,
            changed);
    }

    private static int ChangedLayers(ComparedRun run, FloatGraph graph, QuantizedGraph quantized)
    {
        try
        {
            return WeightMatch.ChangedLayers(graph, quantized);
        }
        catch (ArgumentException exception)
        {
            throw CommandException.Input($"{run.ModelPath} has other layers than the network of {run.Path}; name a model that was quantized from it, or leave --calibration out", exception);
        }
    }
}
