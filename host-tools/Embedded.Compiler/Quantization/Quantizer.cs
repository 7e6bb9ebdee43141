// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;
using Embedded.Inference;
using Embedded.Vision;

namespace Embedded.Compiler.Quantization;

/// <summary>Post-training quantization: activations per tensor and asymmetric, weights per channel and symmetric (Krishnamoorthi 2018).</summary>
public static class Quantizer
{
    /// <summary>The observers that <see cref="QuantizerOptions.Observer"/> can name.</summary>
    public static IReadOnlyList<IRangeObserver> Observers { get; } = [new MinMaxObserver(), new PercentileObserver(), new MeanSquareErrorObserver()];

    private const double ReportFrom = 0.4; // share of the time before the report

    /// <summary>Converts <paramref name="graph"/> to int8.</summary>
    /// <param name="graph">The float network.</param>
    /// <param name="calibrationInputs">Preprocessed pictures like those the device will see, int8 [height, width, channels].</param>
    /// <param name="options">Observer and what goes into the file.</param>
    /// <param name="progress">Share done, 0 to 1.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="QuantizationException">No pictures, pictures of another size, an unknown observer, or values that are not finite.</exception>
    public static QuantizationResult Quantize(
        FloatGraph graph,
        IReadOnlyList<sbyte[]> calibrationInputs,
        QuantizerOptions options,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default)
    {
        IRangeObserver[] observers = Select(options.Observer);
        CheckInputs(graph, calibrationInputs);
        int done = 0;
        TensorStatistics[] statistics = Calibration.Run(
            graph, calibrationInputs, () => progress?.Report(0.2 * Interlocked.Increment(ref done) / calibrationInputs.Count), cancellation);
        if (statistics.Any(tensor => !float.IsFinite(tensor.Minimum) || !float.IsFinite(tensor.Maximum)))
        {
            throw new QuantizationException("the float network computes values that are not finite; its training diverged, train it again with a lower learning rate");
        }

        TensorQuantization[][] candidates = Array.ConvertAll(observers, observer => Grids(graph, statistics, observer));
        int[] chosen = observers.Length == 1 ? new int[graph.Tensors.Length] : ObserverChoice.Choose(graph, candidates, calibrationInputs, cancellation);
        var grids = new TensorQuantization[graph.Tensors.Length];
        for (int tensor = 0; tensor < grids.Length; tensor++)
        {
            grids[tensor] = candidates[chosen[tensor]][tensor];
        }

        progress?.Report(ReportFrom);
        QuantizedGraph quantized = WithGrids(graph, grids, options);
        IProgress<double>? reporting = progress == null ? null : new PartialProgress(progress, ReportFrom);
        NetworkReport report = LayerReporter.Report(graph, quantized, calibrationInputs, tensor => observers[chosen[tensor]].Name, reporting, cancellation);
        return new QuantizationResult(quantized, report);
    }

    /// <summary>Converts <paramref name="graph"/> with grids that are known already, such as learned ones: nothing is calibrated.</summary>
    /// <param name="graph">The float network.</param>
    /// <param name="grids">[tensors] scale and zero point; those of input, pool, reshape, pad and softmax follow from the graph.</param>
    /// <param name="options">What goes into the file.</param>
    public static QuantizedGraph WithGrids(FloatGraph graph, TensorQuantization[] grids, QuantizerOptions options)
    {
        TensorQuantization[] own = [.. grids];
        Inherit(graph, own);
        return Build(graph, own, options);
    }

    /// <summary>True if calibration chooses the output's scale; the other kinds' scales follow from their input or are fixed.</summary>
    internal static bool HasOwnGrid(OperatorKind kind) => kind is OperatorKind.Conv2D or OperatorKind.DepthwiseConv2D
        or OperatorKind.FullyConnected or OperatorKind.Add or OperatorKind.Mean;

    private static IRangeObserver[] Select(string name) => name == "auto"
        ? [.. Observers]
        : Observers.FirstOrDefault(observer => observer.Name == name) is { } one
            ? [one]
            : throw new QuantizationException($"unknown observer \"{name}\"; choose auto, {string.Join(", ", Observers.Select(observer => observer.Name))}");

    /// <summary>Refuses pictures that are none or not of the network's size.</summary>
    internal static void CheckInputs(FloatGraph graph, IReadOnlyList<sbyte[]> inputs)
    {
        if (inputs.Count == 0)
        {
            throw new QuantizationException("there are no calibration pictures; give a folder with pictures like those the board will see");
        }

        if (inputs.FirstOrDefault(input => input.Length != graph.Input.Count) is { } other)
        {
            throw new QuantizationException(
                $"a calibration input has {other.Length} values, the network takes {graph.Input} = {graph.Input.Count}; preprocess the pictures for this network");
        }
    }

    private static TensorQuantization[] Grids(FloatGraph graph, TensorStatistics[] statistics, IRangeObserver observer)
    {
        TensorQuantization[] grids = Array.ConvertAll(statistics, tensor =>
        {
            (float minimum, float maximum) = observer.Range(tensor);
            return TensorQuantization.Covering(minimum, maximum);
        });
        Inherit(graph, grids);
        return grids;
    }

    /// <summary>Input and softmax are fixed by contract; pool, reshape and pad keep their input's grid.</summary>
    private static void Inherit(FloatGraph graph, TensorQuantization[] grids)
    {
        grids[0] = new TensorQuantization(graph.InputScale, graph.InputZeroPoint);
        foreach (FloatOperator op in graph.Operators)
        {
            grids[op.Output] = op.Kind switch
            {
                OperatorKind.AveragePool2D or OperatorKind.Reshape or OperatorKind.Pad => grids[op.Inputs[0]],
                OperatorKind.Softmax => new TensorQuantization(SoftmaxParameters.OutputScale, SoftmaxParameters.OutputZeroPoint),
                _ => grids[op.Output],
            };
        }
    }

    private static QuantizedGraph Build(FloatGraph graph, TensorQuantization[] grids, QuantizerOptions options) => new()
    {
        Tensors = [.. graph.Tensors.Select((shape, tensor) => new QuantizedTensor(
            shape,
            Rank(graph, tensor),
            grids[tensor].Scale,
            grids[tensor].ZeroPoint))],
        Operators = [.. graph.Operators.Select((op, index) => Build(op, index, grids))],
        Labels = graph.Labels,
        InputSpec = new InputSpec(graph.Input.Height, graph.Input.Width, graph.Input.Channels, options.Resize, null),
        Decision = options.Decision,
        Notes = options.Notes,
    };

    /// <summary>2 for what was flattened, 4 for pictures; probabilities have the rank of their scores.</summary>
    private static int Rank(FloatGraph graph, int tensor)
    {
        FloatOperator? writer = Array.Find(graph.Operators, op => op.Output == tensor);
        bool isRow = graph.Tensors[tensor].Height == 1 && graph.Tensors[tensor].Width == 1;
        return writer?.Kind == OperatorKind.Softmax ? Rank(graph, writer.Inputs[0])
            : isRow && writer?.Kind is OperatorKind.Reshape or OperatorKind.FullyConnected ? 2
            : 4;
    }

    private static QuantizedOperator Build(FloatOperator op, int index, TensorQuantization[] grids)
    {
        var target = new QuantizedOperator
        {
            Kind = op.Kind,
            Name = op.Name,
            Inputs = op.Inputs,
            Output = op.Output,
            Window = op.Window,
            DepthMultiplier = op.DepthMultiplier,
            Activation = op.Activation,
            SourceIndex = index,
        };
        return op.Weights.Length == 0 ? target : WeightQuantizer.Quantize(op, target, grids[op.Inputs[0]].Scale);
    }
}
