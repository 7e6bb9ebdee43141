// SPDX-License-Identifier: MIT
using System.Globalization;

namespace Embedded.Cli.Reporting.Charts;

/// <summary>One direction of a chart.</summary>
/// <param name="Title">What is counted.</param>
/// <param name="Minimum">Value at the left or lower end.</param>
/// <param name="Maximum">Value at the other end, above <paramref name="Minimum"/>.</param>
/// <param name="MostTicks">At most about so many numbers stand beside it.</param>
internal sealed record Axis(string Title, double Minimum, double Maximum, int MostTicks = 5)
{
    /// <summary>Round values between the ends: 1, 2 or 5 times a power of ten apart.</summary>
    public IReadOnlyList<double> Ticks
    {
        get
        {
            double least = (Maximum - Minimum) / MostTicks;
            double power = Math.Pow(10, Math.Floor(Math.Log10(least)));
            double step = power * (least <= power * (1 + 1e-9) ? 1 : least <= 2 * power ? 2 : least <= 5 * power ? 5 : 10);
            int first = (int)Math.Ceiling(Minimum / step - 1e-6);
            int last = (int)Math.Floor(Maximum / step + 1e-6);
            return [.. Enumerable.Range(first, last - first + 1).Select(index => index * step)];
        }
    }

    /// <summary>Where a value lies, 0 at the lower end and 1 at the upper one; beyond them it stays there.</summary>
    public double Share(double value) => Math.Clamp((value - Minimum) / (Maximum - Minimum), 0, 1);

    /// <summary>The number that stands beside a tick.</summary>
    public static string Text(double tick) => Math.Abs(tick) < 1e-12 ? "0" : tick.ToString("#,0.########", CultureInfo.InvariantCulture);
}
