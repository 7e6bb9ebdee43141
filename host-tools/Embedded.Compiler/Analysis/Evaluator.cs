// SPDX-License-Identifier: MIT
using System.Diagnostics;
using Embedded.Vision;

namespace Embedded.Compiler.Analysis;

/// <summary>Classifies many labelled frames on several threads; the result does not depend on their number.</summary>
public static class Evaluator
{
    /// <summary>Classifies frames 0 to <paramref name="count"/> - 1 and compares with their labels.</summary>
    /// <param name="newClassifier">Makes a classifier for one thread.</param>
    /// <param name="labels">Names of the classifier's outputs.</param>
    /// <param name="count">How many frames there are.</param>
    /// <param name="frame">Gives one frame; called from several threads at once.</param>
    /// <param name="label">Gives a frame's true class, an index of <paramref name="labels"/>.</param>
    /// <param name="threads">At most this many; 0 for all cores.</param>
    /// <param name="progress">Told the number of frames done, from several threads and out of order.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="OperationCanceledException">Stopped.</exception>
    public static Evaluation Run(
        Func<IFrameClassifier> newClassifier,
        IReadOnlyList<string> labels,
        int count,
        Func<int, Frame> frame,
        Func<int, int> label,
        int threads = 0,
        IProgress<int>? progress = null,
        CancellationToken cancellation = default)
    {
        var clock = Stopwatch.StartNew();
        var outcomes = new FrameOutcome[count];
        ParallelFrames.Run(
            count,
            newClassifier,
            (index, classifier) =>
            {
                int predicted = classifier.Run(frame(index));
                outcomes[index] = new FrameOutcome(label(index), predicted, classifier.Confidence, classifier.Percent);
            },
            threads,
            progress,
            cancellation);
        var confusion = new ConfusionMatrix(labels);
        foreach (FrameOutcome outcome in outcomes)
        {
            confusion.Add(outcome.Actual, outcome.Predicted);
        }

        return new Evaluation(confusion, clock.Elapsed, outcomes);
    }
}
