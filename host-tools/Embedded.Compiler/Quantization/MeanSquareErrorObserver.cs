// SPDX-License-Identifier: MIT
namespace Embedded.Compiler.Quantization;

/// <summary>
/// The range with the least expected square error: rounding noise, step^2 / 12, against the values that are clipped
/// (Nagel et al. 2021, "A White Paper on Neural Network Quantization", section 3.1).
/// </summary>
public sealed class MeanSquareErrorObserver : IRangeObserver
{
    private const int Candidates = 80;

    /// <inheritdoc />
    public string Name => "mse";

    /// <inheritdoc />
    public (float Minimum, float Maximum) Range(TensorStatistics statistics)
    {
        (float, float) best = (statistics.Minimum, statistics.Maximum);
        double bestError = double.PositiveInfinity;
        for (int candidate = 0; candidate < Candidates; candidate++)
        {
            double share = 1 - 0.9 * candidate / Candidates;
            double minimum = statistics.Minimum * share;
            double maximum = statistics.Maximum * share;
            double error = Error(statistics, minimum, maximum);
            if (error < bestError)
            {
                bestError = error;
                best = ((float)minimum, (float)maximum);
            }
        }

        return best;
    }

    private static double Error(TensorStatistics statistics, double minimum, double maximum)
    {
        double step = (maximum - minimum) / 255;
        double rounding = step * step / 12;
        double error = 0;
        for (int bin = 0; bin < TensorStatistics.Bins; bin++)
        {
            double value = statistics.Minimum + (bin + 0.5) * statistics.BinWidth;
            double clipped = value < minimum ? minimum - value : value > maximum ? value - maximum : 0;
            error += statistics.Histogram[bin] * (rounding + clipped * clipped);
        }

        return error;
    }
}
