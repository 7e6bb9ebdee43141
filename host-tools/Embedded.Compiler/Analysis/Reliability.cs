// SPDX-License-Identifier: MIT
namespace Embedded.Compiler.Analysis;

/// <summary>
/// Whether confidences mean what they say: frames in intervals of equal width of their confidence, and the expected calibration
/// error (Guo et al. 2017, equations 2 to 5): the mean of |accuracy - confidence| over the intervals, weighted by their frames.
/// </summary>
public sealed class Reliability
{
    /// <summary>Intervals that the literature uses.</summary>
    public const int DefaultBins = 15;

    /// <summary>Sorts frames into intervals.</summary>
    /// <param name="outcomes">Frames with confidences; those of none of the classes count as wrong.</param>
    /// <param name="bins">How many intervals.</param>
    public Reliability(IReadOnlyList<FrameOutcome> outcomes, int bins = DefaultBins)
    {
        var counts = new int[bins];
        var correct = new int[bins];
        var confidences = new double[bins];
        foreach (FrameOutcome outcome in outcomes)
        {
            int bin = Math.Clamp((int)Math.Ceiling(outcome.Confidence * bins) - 1, 0, bins - 1);
            counts[bin]++;
            confidences[bin] += outcome.Confidence;
            correct[bin] += outcome.IsCorrect ? 1 : 0;
        }

        Bins = [.. Enumerable.Range(0, bins).Select(bin => new ReliabilityBin(
            (double)bin / bins, (bin + 1.0) / bins, counts[bin], confidences[bin] / Math.Max(1, counts[bin]), (double)correct[bin] / Math.Max(1, counts[bin])))];
        CalibrationError = Bins.Sum(bin => bin.Count * Math.Abs(bin.Accuracy - bin.Confidence)) / Math.Max(1, outcomes.Count);
    }

    /// <summary>The intervals from low to high confidence.</summary>
    public IReadOnlyList<ReliabilityBin> Bins { get; }

    /// <summary>Expected calibration error, 0 to 1.</summary>
    public double CalibrationError { get; }
}
