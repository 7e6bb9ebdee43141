// SPDX-License-Identifier: MIT
// 1. temperature: the one that makes the pictures' classes most likely (Temperature)
// 2. threshold: the smallest that keeps false alarms of the pictures at the wanted rate (CoverageCurve)
// 3. smoothing: as much as still takes false alarms away on frames of a simulated camera (SmoothingStudy)
using Embedded.Compiler.Formats.Emb;
using Embedded.Compiler.Graph;
using Embedded.Compiler.Quantization;
using Embedded.Decision;
using Embedded.Inference;

namespace Embedded.Compiler.Analysis.Decisions;

/// <summary>Chooses temperature, threshold and smoothing of a model from labelled pictures, on the integer engine.</summary>
public static class DecisionChooser
{
    private const double Negligible = 0.005; // of the temperature; far below what any number of pictures can tell

    /// <summary>Chooses, and measures before and after.</summary>
    /// <param name="file">The model; it takes pictures and ends in a softmax.</param>
    /// <param name="newEngine">Makes an engine for one thread.</param>
    /// <param name="pictures">Pictures that the network was not trained on; at least one shows a class.</param>
    /// <param name="options">What is wanted.</param>
    /// <param name="progress">Share done, 0 to 1, from several threads.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentException">The model does not end in a softmax, or no picture shows a class.</exception>
    /// <exception cref="OperationCanceledException">Stopped.</exception>
    public static DecisionChoice Choose(
        EmbFile file,
        Func<EmbFile, IEngine> newEngine,
        DecisionPictures pictures,
        DecisionOptions options,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default)
    {
        QuantizedGraph graph = EmbGraph.Of(file);
        if (TemperatureScaling.SoftmaxOf(graph) is not { } softmax)
        {
            throw new ArgumentException("the model does not end in a softmax");
        }

        int done = 0;
        int total = 2 * pictures.Count + Math.Min(pictures.Count, options.MostSequences) * (SmoothingStudy.WarmUp + SmoothingStudy.Settled);
        void OnFrame() => progress?.Report((double)Interlocked.Increment(ref done) / total);
        FrameRecords before = FrameRecords.Run(() => newEngine(file), pictures, options, withSequences: true, OnFrame, cancellation);

        int[] shown = [.. Enumerable.Range(0, pictures.Count).Where(index => before.Outcomes[index].Actual >= 0)];
        sbyte[][] scores = Array.ConvertAll(shown, index => before.Scores[index]);
        int[] labels = Array.ConvertAll(shown, index => before.Outcomes[index].Actual);
        float scale = graph.Tensors[softmax.Inputs[0]].Scale;
        string? obstacle = TemperatureScaling.Obstacle(graph);
        double temperature = obstacle == null ? Temperature.Fit(scores, labels, scale) : 1;
        if (Math.Abs(temperature - 1) < Negligible)
        {
            temperature = 1;
        }

        EmbFile scaled = temperature == 1 ? file : file.WithTemperature(temperature);
        FrameRecords after = FrameRecords.Run(() => newEngine(scaled), pictures, options, withSequences: false, OnFrame, cancellation);
        var curve = new CoverageCurve(after.Outcomes);
        CoveragePoint? wanted = curve.Smallest(options.FalseAlarmRate);
        int threshold = (wanted ?? curve.Best()).Threshold;

        var probabilities = new ScoreSoftmax(EmbGraph.Of(scaled));
        DecisionSequence[] sequences = [.. before.SequenceScores.Select((frames, index) => new DecisionSequence(before.SequenceOutputs[index].Label, Array.ConvertAll(frames, probabilities.Run)))];
        IReadOnlyList<SmoothingRow> rows = SmoothingStudy.Measure(sequences, threshold, SmoothingStudy.Candidates);
        SmoothingRow row = SmoothingStudy.Choose(rows, sequences.Length);

        DecisionSettings old = file.Model.Decision;
        EmbFile chosen = scaled.With(Settings(old, threshold, row.Smoothing));
        return new DecisionChoice(
            chosen,
            wanted != null,
            obstacle,
            Measure(before.Outcomes, 1, old.Threshold, SmoothingStudy.Measure(before.SequenceOutputs, old.Threshold, [old.Smoothing])[0], Temperature.NegativeLogLikelihood(scores, labels, scale, 1)),
            Measure(after.Outcomes, temperature, threshold, row, Temperature.NegativeLogLikelihood(scores, labels, scale, temperature)),
            rows,
            curve,
            sequences.Length,
            before.Scores.Zip(after.Scores, (first, second) => first.Zip(second).Count(pair => pair.First != pair.Second)).Sum(),
            before.Outcomes.Zip(after.Outcomes).Count(pair => pair.First.Predicted != pair.Second.Predicted));
    }

    private static DecisionMeasurement Measure(FrameOutcome[] outcomes, double temperature, int threshold, SmoothingRow frames, double likelihood)
    {
        FrameOutcome[] labelled = Array.FindAll(outcomes, outcome => outcome.Actual >= 0);
        FrameOutcome[] unknown = Array.FindAll(outcomes, outcome => outcome.Actual < 0);
        return new DecisionMeasurement(
            temperature, threshold, frames.Smoothing, new Reliability(labelled).CalibrationError, likelihood, At(outcomes), At(labelled), At(unknown), frames);

        CoveragePoint At(FrameOutcome[] some) => new CoverageCurve(some).Points[threshold];
    }

    private static DecisionSettings Settings(DecisionSettings old, int threshold, int smoothing) => new()
    {
        Threshold = threshold,
        Smoothing = smoothing,
        LedClass = old.LedClass,
        Led = old.Led,
        PrintFrames = old.PrintFrames,
        PrintTrace = old.PrintTrace,
    };
}
