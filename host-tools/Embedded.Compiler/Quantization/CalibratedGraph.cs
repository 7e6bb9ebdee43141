// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;
using Embedded.Compiler.Quantization.Methods;

namespace Embedded.Compiler.Quantization;

/// <summary>A float network and what calibration saw of it: what it takes to convert it in several ways.</summary>
internal sealed class CalibratedGraph
{
    private readonly IReadOnlyList<sbyte[]> _inputs;
    private readonly TensorStatistics[] _statistics;
    private readonly Dictionary<string, (TensorQuantization[] Grids, string[] Observers)> _chosen = [];

    private CalibratedGraph(FloatGraph graph, IReadOnlyList<sbyte[]> inputs, TensorStatistics[] statistics)
    {
        Graph = graph;
        _inputs = inputs;
        _statistics = statistics;
    }

    /// <summary>The float network.</summary>
    public FloatGraph Graph { get; }

    /// <summary>Runs the pictures through the network.</summary>
    /// <exception cref="QuantizationException">Values that are not finite.</exception>
    public static CalibratedGraph Of(FloatGraph graph, IReadOnlyList<sbyte[]> inputs, IProgress<double>? progress, CancellationToken cancellation)
    {
        int done = 0;
        TensorStatistics[] statistics = Calibration.Run(graph, inputs, () => progress?.Report(0.5 * Interlocked.Increment(ref done) / inputs.Count), cancellation);
        return statistics.All(tensor => float.IsFinite(tensor.Minimum) && float.IsFinite(tensor.Maximum))
            ? new CalibratedGraph(graph, inputs, statistics)
            : throw new QuantizationException("the float network computes values that are not finite; its training diverged, train it again with a lower learning rate");
    }

    /// <summary>The network in int8.</summary>
    /// <param name="options">Everything but <see cref="QuantizationMethods.Equalization"/>, which <see cref="Graph"/> has had or not.</param>
    /// <param name="progress">Share done, 0 to 1.</param>
    /// <param name="cancellation">Stops the work.</param>
    public QuantizedGraph Convert(QuantizerOptions options, IProgress<double>? progress, CancellationToken cancellation)
    {
        QuantizedGraph quantized = Quantizer.WithGrids(Graph, Choose(options.Observer, cancellation).Grids, options);
        ILayerCorrection? correction = options.Methods.HasFlag(QuantizationMethods.AdaptiveRounding) ? new AdaptiveRounding()
            : options.Methods.HasFlag(QuantizationMethods.BiasCorrection) ? new BiasCorrection()
            : null;
        return correction == null ? quantized : LayerwiseCorrection.Run(Graph, quantized, _inputs, correction, progress, cancellation);
    }

    /// <summary>What the conversion did to each layer.</summary>
    public NetworkReport Report(QuantizedGraph quantized, string observer, IProgress<double>? progress, CancellationToken cancellation) =>
        LayerReporter.Report(Graph, quantized, _inputs, tensor => Choose(observer, cancellation).Observers[tensor], progress, cancellation);

    private (TensorQuantization[] Grids, string[] Observers) Choose(string observer, CancellationToken cancellation)
    {
        if (!_chosen.TryGetValue(observer, out (TensorQuantization[] Grids, string[] Observers) chosen))
        {
            IRangeObserver[] observers = Quantizer.Select(observer);
            TensorQuantization[][] candidates = Array.ConvertAll(observers, one => ActivationGrids.Of(Graph, _statistics, one));
            int[] best = observers.Length == 1 ? new int[Graph.Tensors.Length] : ObserverChoice.Choose(Graph, candidates, _inputs, cancellation);
            chosen = ([.. best.Select((index, tensor) => candidates[index][tensor])], Array.ConvertAll(best, index => observers[index].Name));
            _chosen[observer] = chosen;
        }

        return chosen;
    }
}
