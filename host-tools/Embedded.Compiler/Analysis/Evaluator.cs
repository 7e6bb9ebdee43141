// SPDX-License-Identifier: MIT
using System.Diagnostics;
using System.Runtime.ExceptionServices;
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
        var predicted = new int[count];
        int done = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads > 0 ? threads : Environment.ProcessorCount, CancellationToken = cancellation };
        try
        {
            Parallel.For(0, count, options, newClassifier, (index, _, classifier) =>
            {
                predicted[index] = classifier.Run(frame(index));
                progress?.Report(Interlocked.Increment(ref done));
                return classifier;
            }, _ => { });
        }
        catch (AggregateException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
        }

        var confusion = new ConfusionMatrix(labels);
        for (int index = 0; index < count; index++)
        {
            confusion.Add(label(index), predicted[index]);
        }

        return new Evaluation(confusion, clock.Elapsed);
    }
}
