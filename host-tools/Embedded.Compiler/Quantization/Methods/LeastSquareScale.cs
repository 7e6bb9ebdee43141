// SPDX-License-Identifier: MIT
namespace Embedded.Compiler.Quantization.Methods;

/// <summary>
/// The weight scale with the least square error of the rounded and clipped weights, by trying shares of the largest weight
/// (Nagel et al. 2021, "A White Paper on Neural Network Quantization", arXiv 2106.08295, section 3.1, equation 13).
/// </summary>
public static class LeastSquareScale
{
    private const int Candidates = 60;
    private const double SmallestShare = 0.4;

    /// <summary>The scale whose step 127 is the largest absolute weight.</summary>
    public static double Covering(IReadOnlyList<float> weights) => (weights.Count == 0 ? 0f : weights.Max(Math.Abs)) / 127;

    /// <summary>The scale with the least square error; <see cref="Covering"/> where no other is better.</summary>
    public static double Of(IReadOnlyList<float> weights)
    {
        double covering = Covering(weights);
        double best = covering;
        double least = Error(weights, covering);
        for (int candidate = 1; candidate < Candidates; candidate++)
        {
            double scale = covering * (1 - (1 - SmallestShare) * candidate / Candidates);
            double error = Error(weights, scale);
            if (error < least)
            {
                least = error;
                best = scale;
            }
        }

        return best;
    }

    /// <summary>The sum of square errors with this scale.</summary>
    public static double Error(IReadOnlyList<float> weights, double scale)
    {
        double sum = 0;
        foreach (float weight in weights)
        {
            double rounded = scale > 0 ? Math.Clamp(Math.Round(weight / scale, MidpointRounding.AwayFromZero), -127, 127) * scale : 0;
            sum += (weight - rounded) * (weight - rounded);
        }

        return sum;
    }
}
