// SPDX-License-Identifier: MIT
namespace Embedded.Compiler.Analysis;

/// <summary>Coverage and accuracy at every threshold that a board can have.</summary>
public sealed class CoverageCurve
{
    private const int LargestThreshold = 100;

    /// <summary>Counts frames by the per cent of their most probable class.</summary>
    public CoverageCurve(IReadOnlyList<FrameOutcome> outcomes)
    {
        var answers = new int[LargestThreshold + 1]; // of exactly this per cent
        var correct = new int[LargestThreshold + 1];
        foreach (FrameOutcome outcome in outcomes)
        {
            answers[outcome.Percent]++;
            correct[outcome.Percent] += outcome.IsCorrect ? 1 : 0;
        }

        var points = new CoveragePoint[LargestThreshold + 1];
        int allAnswers = 0;
        int allCorrect = 0;
        for (int threshold = LargestThreshold; threshold >= 0; threshold--)
        {
            allAnswers += answers[threshold];
            allCorrect += correct[threshold];
            points[threshold] = new CoveragePoint(threshold, outcomes.Count, allAnswers, allCorrect);
        }

        Points = points;
    }

    /// <summary>[101] by threshold, 0 to 100 per cent.</summary>
    public IReadOnlyList<CoveragePoint> Points { get; }

    /// <summary>The smallest threshold with at least one answer and at most this share of false alarms, null if there is none.</summary>
    public CoveragePoint? Smallest(double falseAlarmRate)
    {
        foreach (CoveragePoint point in Points)
        {
            if (point.Answers > 0 && point.FalseAlarms <= falseAlarmRate * point.Frames)
            {
                return point;
            }
        }

        return null;
    }

    /// <summary>The smallest threshold with the fewest false alarms of all that leave an answer; the first one if there are no frames.</summary>
    public CoveragePoint Best() => Points.Where(point => point.Answers > 0).DefaultIfEmpty(Points[0]).OrderBy(point => point.FalseAlarms).ThenBy(point => point.Threshold).First();

    /// <summary>Share of false alarms at a given coverage, 0 to 1, on the straight line between the two thresholds beside it.</summary>
    public double FalseAlarmRateAt(double coverage)
    {
        var beyond = new CoveragePoint(LargestThreshold + 1, Points[0].Frames, 0, 0);
        foreach (CoveragePoint point in Points.Reverse())
        {
            if (point.Coverage >= coverage)
            {
                double width = point.Coverage - beyond.Coverage;
                double share = width == 0 ? 0 : (coverage - beyond.Coverage) / width;
                return beyond.FalseAlarmRate + share * (point.FalseAlarmRate - beyond.FalseAlarmRate);
            }

            beyond = point;
        }

        return beyond.FalseAlarmRate;
    }
}
