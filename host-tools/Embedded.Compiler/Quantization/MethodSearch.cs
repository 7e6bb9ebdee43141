// SPDX-License-Identifier: MIT
using System.Diagnostics;
using Embedded.Compiler.Graph;

namespace Embedded.Compiler.Quantization;

/// <summary>
/// Finds the post-training methods that help a network: from plain min-max on, one method after the other is added in the order of
/// cost, and stays if the integer engine comes nearer to the float network on pictures that did not calibrate.
/// </summary>
public static class MethodSearch
{
    /// <summary>A step stays if the divergence falls at least by this share: less is noise.</summary>
    public const double LeastGain = 0.02;

    /// <summary>A step may always be right on this many pictures fewer than before.</summary>
    public const int MayLose = 2;

    private const double Searched = 0.9; // share of the time before the report

    /// <summary>Every method by the name that --method takes, in the order in which they are tried.</summary>
    public static IReadOnlyList<(string Name, QuantizationMethods Methods)> Steps { get; } =
    [
        ("min-max", QuantizationMethods.None),
        ("mse-weights", QuantizationMethods.LeastSquareWeights),
        ("equalize", QuantizationMethods.Equalization),
        ("bias", QuantizationMethods.BiasCorrection),
        ("adaround", QuantizationMethods.AdaptiveRounding),
        ("ranges", QuantizationMethods.None),
    ];

    /// <summary>The options of one method alone.</summary>
    /// <param name="name">A name of <see cref="Steps"/>.</param>
    /// <param name="options">What the method is added to; its observer "auto" stands for min-max where the method is not about ranges.</param>
    /// <exception cref="QuantizationException">There is no such method.</exception>
    public static QuantizerOptions Alone(string name, QuantizerOptions options) =>
        Steps.Any(step => step.Name == name)
            ? Add(name, options with { Observer = Plain(options.Observer), Methods = QuantizationMethods.None }, options.Observer)
            : throw new QuantizationException($"unknown method \"{name}\"; choose auto, {string.Join(", ", Steps.Select(step => step.Name))}");

    /// <summary>Converts <paramref name="graph"/> with one method, and measures it.</summary>
    /// <param name="name">A name of <see cref="Steps"/>.</param>
    /// <param name="graph">The float network.</param>
    /// <param name="calibrationInputs">As for <see cref="Run"/>.</param>
    /// <param name="scorer">As for <see cref="Run"/>.</param>
    /// <param name="options">As for <see cref="Alone"/>.</param>
    /// <param name="progress">Share done, 0 to 1.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="QuantizationException">As for <see cref="Run"/>, or there is no such method.</exception>
    public static QuantizationResult RunAlone(
        string name,
        FloatGraph graph,
        IReadOnlyList<sbyte[]> calibrationInputs,
        NetworkScorer scorer,
        QuantizerOptions options,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default)
    {
        var clock = Stopwatch.StartNew();
        QuantizationResult result = Quantizer.Quantize(graph, calibrationInputs, Alone(name, options), Quantizer.ShareOf(progress, 0, 0.95), cancellation);
        var trial = new MethodTrial(name, scorer.Score(result.Graph, cancellation), true, clock.Elapsed);
        progress?.Report(1);
        return result with { Trials = [trial], Float = scorer.Float };
    }

    /// <summary>Converts <paramref name="graph"/> with the methods that help.</summary>
    /// <param name="graph">The float network.</param>
    /// <param name="calibrationInputs">Preprocessed pictures like those the device will see, int8 [height, width, channels].</param>
    /// <param name="scorer">Judges on other pictures.</param>
    /// <param name="options">What goes into the file; an observer other than "auto" is kept for all steps.</param>
    /// <param name="progress">Share done, 0 to 1.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="QuantizationException">As <see cref="Quantizer.Quantize(FloatGraph, IReadOnlyList{sbyte[]}, QuantizerOptions, IProgress{double}?, CancellationToken)"/>.</exception>
    public static QuantizationResult Run(
        FloatGraph graph,
        IReadOnlyList<sbyte[]> calibrationInputs,
        NetworkScorer scorer,
        QuantizerOptions options,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default)
    {
        Quantizer.Select(options.Observer);
        Quantizer.CheckInputs(graph, calibrationInputs);
        var calibrated = new Dictionary<bool, CalibratedGraph>();
        var trials = new List<MethodTrial>();
        QuantizerOptions kept = options with { Observer = Plain(options.Observer), Methods = QuantizationMethods.None };
        QuantizedGraph? best = null;
        NetworkScore? bestScore = null;
        int mostRight = 0;
        for (int index = 0; index < Steps.Count; index++)
        {
            QuantizerOptions tried = Add(Steps[index].Name, kept, options.Observer);
            if (best != null && tried == kept)
            {
                continue;
            }

            var clock = Stopwatch.StartNew();
            IProgress<double>? part = Quantizer.ShareOf(progress, Searched * index / Steps.Count, Searched * (index + 1) / Steps.Count);
            CalibratedGraph source = Calibrated(tried);
            QuantizedGraph quantized = source.Convert(tried, Quantizer.ShareOf(part, 0.3, 0.9), cancellation);
            NetworkScore score = scorer.Score(quantized, cancellation);
            bool isKept = bestScore == null || Helps(score, bestScore, Math.Min(mostRight, scorer.Float.Right));
            trials.Add(new MethodTrial(Steps[index].Name, score, isKept, clock.Elapsed));
            if (isKept)
            {
                (kept, best, bestScore) = (tried, quantized, score);
            }

            mostRight = Math.Max(mostRight, isKept ? score.Right : 0);
            part?.Report(1);
        }

        NetworkReport report = Calibrated(kept).Report(best!, kept.Observer, Quantizer.ShareOf(progress, Searched, 1), cancellation);
        return new QuantizationResult(best!, report) { Trials = trials, Float = scorer.Float };

        CalibratedGraph Calibrated(QuantizerOptions tried)
        {
            bool isEqualized = tried.Methods.HasFlag(QuantizationMethods.Equalization);
            if (!calibrated.TryGetValue(isEqualized, out CalibratedGraph? known))
            {
                known = CalibratedGraph.Of(Quantizer.Prepare(graph, calibrationInputs, tried, cancellation), calibrationInputs, null, cancellation);
                calibrated[isEqualized] = known;
            }

            return known;
        }
    }

    /// <summary>
    /// True if a step stays: the divergence falls, and no more pictures are lost than chance explains. A picture on which the float
    /// network is not agreed with is won or lost by chance, so that two standard deviations are twice the root of their number.
    /// </summary>
    /// <param name="score">With the step.</param>
    /// <param name="before">Without it.</param>
    /// <param name="wanted">Right pictures of the best so far or of the float network, whichever are fewer: what int8 gains over float is chance too.</param>
    internal static bool Helps(NetworkScore score, NetworkScore before, int wanted) =>
        score.Divergence < before.Divergence * (1 - LeastGain)
        && score.Right >= wanted - Math.Max(MayLose, 2 * Math.Sqrt(score.Pictures - score.Agreeing));

    private static string Plain(string observer) => observer == "auto" ? "min-max" : observer;

    private static QuantizerOptions Add(string name, QuantizerOptions options, string observer) =>
        options with { Observer = name == "ranges" ? observer : options.Observer, Methods = options.Methods | Steps.First(step => step.Name == name).Methods };
}
