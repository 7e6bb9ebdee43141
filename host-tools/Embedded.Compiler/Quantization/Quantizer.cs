// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;
using Embedded.Compiler.Quantization.Methods;
using Embedded.Inference;

namespace Embedded.Compiler.Quantization;

/// <summary>
/// Post-training quantization: activations per tensor and asymmetric, weights symmetric and with a scale an output channel
/// (Krishnamoorthi 2018) or one for all. It does what the options say; <see cref="MethodSearch"/> finds out what helps.
/// </summary>
public static class Quantizer
{
    /// <summary>The observers that <see cref="QuantizerOptions.Observer"/> can name.</summary>
    public static IReadOnlyList<IRangeObserver> Observers { get; } =
        [new MinMaxObserver(), new PercentileObserver(), new MeanSquareErrorObserver(), new EntropyObserver()];

    private const double ReportFrom = 0.7; // share of the time before the report

    /// <summary>Converts <paramref name="graph"/> to int8.</summary>
    /// <param name="graph">The float network.</param>
    /// <param name="calibrationInputs">Preprocessed pictures like those the device will see, int8 [height, width, channels].</param>
    /// <param name="options">Methods and what goes into the file.</param>
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
        Select(options.Observer);
        CheckInputs(graph, calibrationInputs);
        CalibratedGraph calibrated = CalibratedGraph.Of(Prepare(graph, calibrationInputs, options, cancellation), calibrationInputs, ShareOf(progress, 0, 0.4), cancellation);
        QuantizedGraph quantized = calibrated.Convert(options, ShareOf(progress, 0.4, ReportFrom), cancellation);
        return new QuantizationResult(quantized, calibrated.Report(quantized, options.Observer, ShareOf(progress, ReportFrom, 1), cancellation));
    }

    /// <summary>Converts <paramref name="graph"/> with grids that are known already, such as learned ones: nothing is calibrated.</summary>
    /// <param name="graph">The float network.</param>
    /// <param name="grids">[tensors] scale and zero point; those of input, pool, reshape, pad and softmax follow from the graph.</param>
    /// <param name="options">How weights are rounded and what goes into the file; methods that need pictures are left out.</param>
    public static QuantizedGraph WithGrids(FloatGraph graph, TensorQuantization[] grids, QuantizerOptions options) =>
        QuantizedGraphBuilder.Build(graph, ActivationGrids.Inherit(graph, grids), options);

    /// <summary>True if calibration chooses the output's scale; the other kinds' scales follow from their input or are fixed.</summary>
    internal static bool HasOwnGrid(OperatorKind kind) => ActivationGrids.HasOwn(kind);

    /// <summary>The network that is calibrated: equalized, if the options say so.</summary>
    internal static FloatGraph Prepare(FloatGraph graph, IReadOnlyList<sbyte[]> inputs, QuantizerOptions options, CancellationToken cancellation) =>
        options.Methods.HasFlag(QuantizationMethods.Equalization)
            ? CrossLayerEqualization.Equalize(graph, ChannelRanges.Of(graph, inputs, cancellation), options.IsPerTensor)
            : graph;

    /// <summary>The observers that a name stands for.</summary>
    /// <exception cref="QuantizationException">There is none of this name.</exception>
    internal static IRangeObserver[] Select(string name) => name == "auto"
        ? [.. Observers]
        : Observers.FirstOrDefault(observer => observer.Name == name) is { } one
            ? [one]
            : throw new QuantizationException($"unknown observer \"{name}\"; choose auto, {string.Join(", ", Observers.Select(observer => observer.Name))}");

    /// <summary>Refuses pictures that cannot be calibrated with.</summary>
    /// <exception cref="QuantizationException">None, or of another size.</exception>
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

    /// <summary>A part of a longer work.</summary>
    internal static IProgress<double>? ShareOf(IProgress<double>? progress, double from, double to) =>
        progress == null ? null : new ProgressShare(progress, from, to);
}
