// SPDX-License-Identifier: MIT
using Embedded.Vision;

namespace Embedded.Compiler.Analysis;

/// <summary>Orders labelled frames by how little a network agrees with their labels; the result does not depend on the number of threads.</summary>
public static class LossRanking
{
    /// <summary>Classifies frames 0 to <paramref name="count"/> - 1.</summary>
    /// <param name="newClassifier">Makes a classifier for one thread; its network puts out probabilities.</param>
    /// <param name="count">How many frames there are.</param>
    /// <param name="frame">Gives one frame; called from several threads at once.</param>
    /// <param name="label">Gives the output that a frame's label stands for.</param>
    /// <param name="threads">At most this many; 0 for all cores.</param>
    /// <param name="progress">Told the number of frames done, from several threads and out of order.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>[count] the least probable label first; of equals the one with the more certain other answer, then the first.</returns>
    /// <exception cref="ArgumentException">The network puts out scores.</exception>
    /// <exception cref="OperationCanceledException">Stopped.</exception>
    public static IReadOnlyList<PictureLoss> Run(
        Func<IFrameClassifier> newClassifier,
        int count,
        Func<int, Frame> frame,
        Func<int, int> label,
        int threads = 0,
        IProgress<int>? progress = null,
        CancellationToken cancellation = default)
    {
        var losses = new PictureLoss[count];
        ParallelFrames.Run(
            count,
            newClassifier,
            (index, classifier) =>
            {
                int actual = label(index);
                int predicted = classifier.Run(frame(index));
                losses[index] = new PictureLoss(index, actual, predicted, classifier.Confidence, classifier.ProbabilityOf(actual));
            },
            threads,
            progress,
            cancellation);
        return losses.Any(loss => double.IsNaN(loss.Probability))
            ? throw new ArgumentException("the network puts out scores, not probabilities, so there is no loss to order by")
            : [.. losses.OrderBy(loss => loss.Probability).ThenByDescending(loss => loss.Confidence).ThenBy(loss => loss.Index)];
    }
}
