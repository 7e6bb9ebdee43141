// SPDX-License-Identifier: MIT
using Embedded.Compiler.Formats.Emb;
using Embedded.Compiler.Graph;
using Embedded.Data;
using Embedded.Inference;

namespace Embedded.Compiler.Quantization;

/// <summary>
/// Explains what int8 did to a float network, whichever way it became int8: ranges, channels, signal-to-noise in the integer engine,
/// and what each layer costs when it alone is quantized.
/// </summary>
public static class LayerReporter
{
    private const int ComparedPictures = 64; // each is run twice from every layer on
    private const double ObservationTime = 0.1; // share of the whole, for the progress

    /// <summary>Compares both networks over pictures, on all cores. The same input gives the same report.</summary>
    /// <param name="graph">The float network.</param>
    /// <param name="quantized">The same network in int8: operator for operator, tensor for tensor.</param>
    /// <param name="pictures">Preprocessed pictures, int8 [height, width, channels]; of many, a few that are spread evenly are compared.</param>
    /// <param name="observerOf">How the range of a tensor was chosen, for the report; null for "-".</param>
    /// <param name="progress">Share done, 0 to 1.</param>
    /// <param name="cancellation">Stops between two pictures.</param>
    /// <exception cref="QuantizationException">No pictures, or pictures of another size.</exception>
    /// <exception cref="ArgumentException">The networks are not the same one.</exception>
    public static NetworkReport Report(
        FloatGraph graph,
        QuantizedGraph quantized,
        IReadOnlyList<sbyte[]> pictures,
        Func<int, string>? observerOf = null,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default)
    {
        Quantizer.CheckInputs(graph, pictures);
        RequireSame(graph, quantized);
        TensorQuantization[] grids = Array.ConvertAll(quantized.Tensors, tensor => new TensorQuantization(tensor.Scale, tensor.ZeroPoint));
        FloatOperator[] rounded = [.. graph.Operators.Zip(quantized.Operators, (op, twin) => WeightNoise.Rounded(op, twin, grids[op.Inputs[0]].Scale))];
        int observed = 0;
        var observation = new LayerObservation(graph, grids);
        observation.Run(pictures, grids, () => progress?.Report(ObservationTime * Interlocked.Increment(ref observed) / pictures.Count), cancellation);
        int[] chosen = EvenSpread.Indices(pictures.Count, ComparedPictures);
        int scores = graph.Operators[^1].Kind == OperatorKind.Softmax ? graph.Operators[^1].Inputs[0] : graph.Output;
        var measurements = new LayerMeasurements(chosen.Length, graph.Operators.Length);
        Model model = EmbFile.Parse(EmbWriter.Write(quantized)).Model;
        int compared = 0;
        Parallel.For(
            0,
            chosen.Length,
            new ParallelOptions { CancellationToken = cancellation },
            () => (Executor: new FloatExecutor(graph), Engine: new EngineComparison(graph, model, grids, scores), Layers: new LayerDisturbance(graph, rounded, grids, scores)),
            (index, _, local) =>
            {
                sbyte[] picture = pictures[chosen[index]];
                local.Executor.SetInput(picture);
                local.Executor.Run();
                local.Engine.Run(local.Executor, picture, index, measurements);
                local.Layers.Run(local.Executor, index, measurements);
                progress?.Report(ObservationTime + (1 - ObservationTime) * Interlocked.Increment(ref compared) / chosen.Length);
                return local;
            },
            _ => { });
        var disturbance = new LayerDisturbance(graph, rounded, grids, scores);
        return new NetworkReport
        {
            Layers = [.. graph.Operators.Select((op, index) => Layer(op, index))],
            Whole = measurements.Whole(),
            Pictures = pictures.Count,
            ComparedPictures = chosen.Length,
        };

        LayerReport Layer(FloatOperator op, int index)
        {
            ChannelStatistics channels = observation.Channels[index];
            (int worst, double decibels) = WeightNoise.Worst(op, rounded[index]);
            return new LayerReport
            {
                Name = op.Name,
                Kind = op.Kind.ToString(),
                Observer = Quantizer.HasOwnGrid(op.Kind) ? observerOf?.Invoke(op.Output) ?? "-" : "-",
                Minimum = channels.Minimum.Min(),
                Maximum = channels.Maximum.Max(),
                Scale = grids[op.Output].Scale,
                ZeroPoint = grids[op.Output].ZeroPoint,
                ClippedShare = observation.ClippedShare(index),
                SignalToNoiseDb = measurements.Decibels(index),
                WorstChannel = worst,
                WorstChannelDb = decibels,
                Channels = ChannelReport.Of(channels, grids[op.Output], observation.Ends[index]),
                CostAlone = disturbance.CanCost(index) ? measurements.Alone(index) : null,
                WeightsDivergence = measurements.OfWeights(index),
            };
        }
    }

    internal static void RequireSame(FloatGraph graph, QuantizedGraph quantized)
    {
        bool isSame = graph.Tensors.SequenceEqual(quantized.Tensors.Select(tensor => tensor.Shape))
            && graph.Operators.Length == quantized.Operators.Length
            && graph.Operators.Zip(quantized.Operators).All(pair => pair.First.Kind == pair.Second.Kind
                && pair.First.Output == pair.Second.Output
                && pair.First.Inputs.SequenceEqual(pair.Second.Inputs)
                && pair.First.Weights.Length == pair.Second.Weights.Length);
        if (!isSame)
        {
            throw new ArgumentException("the int8 network has other operators than the float network; compare a network with what it was converted to", nameof(quantized));
        }
    }
}
