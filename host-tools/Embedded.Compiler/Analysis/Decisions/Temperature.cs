// SPDX-License-Identifier: MIT
// Guo et al. 2017, section 4.2: the one number T that minimizes the negative log likelihood of softmax(z / T). In b = 1 / T that is
// convex; its derivative, mean of (sum over j of p_j z_j) - z_true, grows with b, so bisection finds the zero.
namespace Embedded.Compiler.Analysis.Decisions;

/// <summary>Temperature scaling on int8 scores.</summary>
public static class Temperature
{
    /// <summary>The lowest temperature that is looked for; a network that makes no mistake would want 0.</summary>
    public const double Lowest = 0.1;

    /// <summary>The highest; a network that knows nothing would want infinity.</summary>
    public const double Highest = 10;

    private const int Steps = 60;

    /// <summary>The temperature with the smallest <see cref="NegativeLogLikelihood"/>, <see cref="Lowest"/> to <see cref="Highest"/>.</summary>
    /// <param name="scores">[frames][classes] int8 scores.</param>
    /// <param name="labels">[frames] true classes.</param>
    /// <param name="scale">Real units a step of the scores; the zero point is the same for all classes and falls out.</param>
    /// <exception cref="ArgumentException">There are no frames.</exception>
    public static double Fit(IReadOnlyList<sbyte[]> scores, IReadOnlyList<int> labels, double scale)
    {
        if (scores.Count == 0)
        {
            throw new ArgumentException("there are no frames to find a temperature from");
        }

        double low = Math.Log(1 / Highest);
        double high = Math.Log(1 / Lowest);
        for (int step = 0; step < Steps; step++)
        {
            double middle = (low + high) / 2;
            if (Slope(scores, labels, scale * Math.Exp(middle)) < 0)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return Math.Exp(-(low + high) / 2);
    }

    /// <summary>Mean of -ln p(true class), in nats.</summary>
    public static double NegativeLogLikelihood(IReadOnlyList<sbyte[]> scores, IReadOnlyList<int> labels, double scale, double temperature)
    {
        double sum = 0;
        for (int frame = 0; frame < scores.Count; frame++)
        {
            int largest = scores[frame].Max();
            double total = scores[frame].Sum(score => Math.Exp(scale / temperature * (score - largest)));
            sum += Math.Log(total) - scale / temperature * (scores[frame][labels[frame]] - largest);
        }

        return sum / scores.Count;
    }

    private static double Slope(IReadOnlyList<sbyte[]> scores, IReadOnlyList<int> labels, double scale)
    {
        double slope = 0;
        for (int frame = 0; frame < scores.Count; frame++)
        {
            int largest = scores[frame].Max();
            double total = 0;
            double weighted = 0;
            foreach (sbyte score in scores[frame])
            {
                double exponential = Math.Exp(scale * (score - largest));
                total += exponential;
                weighted += exponential * (score - largest);
            }

            slope += weighted / total - (scores[frame][labels[frame]] - largest);
        }

        return slope;
    }
}
