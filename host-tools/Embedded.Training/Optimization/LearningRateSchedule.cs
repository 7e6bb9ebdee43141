// SPDX-License-Identifier: MIT
namespace Embedded.Training.Optimization;

/// <summary>Linear warm-up, then half a cosine down to zero (Loshchilov and Hutter 2017, SGDR without restarts).</summary>
/// <param name="Peak">The largest rate.</param>
/// <param name="WarmUpSteps">Steps until it is reached.</param>
/// <param name="Steps">All steps; the rate after the last would be zero.</param>
internal sealed record LearningRateSchedule(double Peak, double WarmUpSteps, long Steps)
{
    /// <summary>The rate of step <paramref name="step"/>, counted from 0.</summary>
    public double At(long step)
    {
        if (step < WarmUpSteps)
        {
            return Peak * (step + 1) / (WarmUpSteps + 1);
        }

        double progress = (step - WarmUpSteps) / Math.Max(1, Steps - WarmUpSteps);
        return Peak * 0.5 * (1 + Math.Cos(Math.PI * Math.Min(1, progress)));
    }
}
