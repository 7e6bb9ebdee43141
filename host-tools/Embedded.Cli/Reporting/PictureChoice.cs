// SPDX-License-Identifier: MIT
using Embedded.Compiler.Analysis;

namespace Embedded.Cli.Reporting;

/// <summary>Which pictures are worth showing; of equals, the first.</summary>
internal static class PictureChoice
{
    /// <summary>The wrong ones, the surest first.</summary>
    /// <returns>Indices of <paramref name="outcomes"/>.</returns>
    public static int[] Wrong(IReadOnlyList<FrameOutcome> outcomes, int most) =>
    [
        .. Enumerable.Range(0, outcomes.Count)
            .Where(index => !outcomes[index].IsCorrect)
            .OrderByDescending(index => outcomes[index].Confidence)
            .ThenBy(index => index)
            .Take(most),
    ];

    /// <summary>The right ones of a class whose confidences are nearest to the middle one of them, the surest first.</summary>
    /// <returns>Indices of <paramref name="outcomes"/>.</returns>
    public static int[] Typical(IReadOnlyList<FrameOutcome> outcomes, int label, int most)
    {
        int[] right = [.. Enumerable.Range(0, outcomes.Count)
            .Where(index => outcomes[index].IsCorrect && outcomes[index].Actual == label)
            .OrderByDescending(index => outcomes[index].Confidence)
            .ThenBy(index => index)];
        int count = Math.Min(most, right.Length);
        return right[((right.Length - count) / 2)..][..count];
    }
}
