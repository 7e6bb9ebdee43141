// SPDX-License-Identifier: MIT
namespace Embedded.Compiler.Quantization;

/// <summary>How far a network's answer moved, from its scores before the softmax.</summary>
internal static class ScoreDivergence
{
    /// <summary>Kullback-Leibler divergence in nats of softmax(<paramref name="actual"/>) from softmax(<paramref name="expected"/>), at least 0.</summary>
    public static double Between(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual)
    {
        double expectedSum = LogSum(expected);
        double actualSum = LogSum(actual);
        double divergence = 0;
        for (int index = 0; index < expected.Length; index++)
        {
            double log = expected[index] - expectedSum;
            divergence += Math.Exp(log) * (log - (actual[index] - actualSum));
        }

        return Math.Max(0, divergence);
    }

    /// <summary>True if the first of the largest scores is the same.</summary>
    public static bool IsSameBest(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual) => Best(expected) == Best(actual);

    private static int Best(ReadOnlySpan<float> scores)
    {
        int best = 0;
        for (int index = 1; index < scores.Length; index++)
        {
            best = scores[index] > scores[best] ? index : best;
        }

        return best;
    }

    /// <summary>Logarithm of the sum of exponentials.</summary>
    private static double LogSum(ReadOnlySpan<float> scores)
    {
        double largest = scores[Best(scores)];
        double sum = 0;
        foreach (float score in scores)
        {
            sum += Math.Exp(score - largest);
        }

        return largest + Math.Log(sum);
    }
}
