// SPDX-License-Identifier: MIT
namespace Embedded.Compiler.Analysis.Decisions;

/// <summary>Measures smoothing on sequences of frames and chooses how much of it is enough.</summary>
public static class SmoothingStudy
{
    /// <summary>Frames of a sequence before those that count: the longest average is full then.</summary>
    public const int WarmUp = 8;

    /// <summary>Frames of a sequence that count.</summary>
    public const int Settled = 8;

    private const double NoticeableShare = 0.1;

    /// <summary>What can be chosen.</summary>
    public static IReadOnlyList<int> Candidates { get; } = [1, 2, 4, 8];

    /// <summary>Measures some smoothings.</summary>
    /// <param name="sequences">Each of <see cref="WarmUp"/> + <see cref="Settled"/> frames; the camera turns from one to the next.</param>
    /// <param name="threshold">Per cent below which there is no answer.</param>
    /// <param name="smoothings">What to measure.</param>
    public static IReadOnlyList<SmoothingRow> Measure(IReadOnlyList<DecisionSequence> sequences, int threshold, IReadOnlyList<int> smoothings)
    {
        double coverage = CurveOf(sequences, 1).Points[threshold].Coverage;
        return [.. smoothings.Select(smoothing =>
        {
            CoverageCurve curve = CurveOf(sequences, smoothing);
            (double delay, int changes) = Delay(sequences, threshold, smoothing);
            return new SmoothingRow(smoothing, curve.Points[threshold], curve.FalseAlarmRateAt(coverage), delay, changes);
        })];
    }

    /// <summary>
    /// The smallest smoothing with no noticeably better one: false alarms at equal coverage count as noticeably fewer if a tenth of them
    /// and the frames of at least one sequence are gone.
    /// </summary>
    public static SmoothingRow Choose(IReadOnlyList<SmoothingRow> rows, int sequences)
    {
        double best = rows.Min(row => row.FalseAlarmsAtEqualCoverage);
        return rows.OrderBy(row => row.Smoothing).First(row =>
        {
            double fall = row.FalseAlarmsAtEqualCoverage - best;
            return fall < NoticeableShare * row.FalseAlarmsAtEqualCoverage || fall < 1.0 / sequences || fall == 0;
        });
    }

    private static CoverageCurve CurveOf(IReadOnlyList<DecisionSequence> sequences, int smoothing) =>
        new([.. sequences.SelectMany(sequence => DecisionRun.Outcomes(sequence.Outputs, sequence.Label, smoothing).Skip(WarmUp))]);

    /// <summary>Changes between two subjects that end in different answers; a subject that ends as "unknown" says nothing about delay.</summary>
    private static (double Mean, int Count) Delay(IReadOnlyList<DecisionSequence> sequences, int threshold, int smoothing)
    {
        int sum = 0;
        int count = 0;
        int start = 0;
        int[] answers = sequences.Count == 0 ? [] : DecisionRun.Answers([.. sequences.SelectMany(sequence => sequence.Outputs)], threshold, smoothing);
        for (int index = 0; index < sequences.Count; index++)
        {
            int end = start + sequences[index].Outputs.Count;
            int settled = answers[end - 1];
            int before = start == 0 ? -1 : answers[start - 1];
            if (settled >= 0 && before >= 0 && settled != before)
            {
                sum += Array.IndexOf(answers, settled, start) - start + 1;
                count++;
            }

            start = end;
        }

        return (count == 0 ? double.NaN : (double)sum / count, count);
    }
}
