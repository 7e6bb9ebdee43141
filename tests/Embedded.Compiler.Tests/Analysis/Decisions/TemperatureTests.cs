// SPDX-License-Identifier: MIT
using Embedded.Compiler.Analysis.Decisions;

namespace Embedded.Compiler.Tests.Analysis.Decisions;

public class TemperatureTests
{
    private const double Tolerance = 1e-9; // 60 halvings of ln 100 leave less than 1e-15

    [Theory]
    [InlineData(3, 1, 20, 1.8204784532536746)] // z = 2 in 3 of 4 cases right: T = 2 / ln 3
    [InlineData(1, 1, 20, Temperature.Highest)]
    [InlineData(9, 1, 10, 0.45511961331341866)] // z = 1, 9 of 10: 1 / ln 9
    [InlineData(5, 0, 20, Temperature.Lowest)]
    public void Fit_TwoClasses_IsTheQuotientOfScoreAndLogOdds(int right, int wrong, int steps, double expected)
    {
        (sbyte[][] scores, int[] labels) = Frames(right, wrong, steps);

        Assert.Equal(expected, Temperature.Fit(scores, labels, 0.1), Tolerance);
    }

    [Fact]
    public void Fit_ScaleDividedByTheTemperature_IsOne()
    {
        var random = new Random(1);
        sbyte[][] scores = [.. Enumerable.Range(0, 200).Select(_ => Enumerable.Range(0, 5).Select(_ => (sbyte)random.Next(-128, 128)).ToArray())];
        int[] labels = [.. scores.Select(frame => random.Next(3) == 0 ? random.Next(5) : Array.IndexOf(frame, frame.Max()))];

        double temperature = Temperature.Fit(scores, labels, 0.1);

        Assert.InRange(temperature, 1.5, 9);
        Assert.Equal(1, Temperature.Fit(scores, labels, 0.1 / temperature), Tolerance);
        double least = Temperature.NegativeLogLikelihood(scores, labels, 0.1, temperature);
        Assert.All(new[] { 0.5, 0.99, 1.01, 2 }, factor => Assert.True(Temperature.NegativeLogLikelihood(scores, labels, 0.1, factor * temperature) > least));
    }

    [Fact]
    public void NegativeLogLikelihood_ByHand_IsThatNumber()
    {
        // z = 2 and 0, once right and once wrong: (ln(1 + e^-2) + ln(1 + e^2)) / 2
        (sbyte[][] scores, int[] labels) = Frames(1, 1, 20);

        Assert.Equal(1.1269280110429727, Temperature.NegativeLogLikelihood(scores, labels, 0.1, 1), Tolerance);
        Assert.Equal(0.8132616875182228, Temperature.NegativeLogLikelihood(scores, labels, 0.1, 2), Tolerance);
    }

    [Fact]
    public void Fit_NoFrames_Throws() => Assert.Throws<ArgumentException>(() => Temperature.Fit([], [], 0.1));

    private static (sbyte[][] Scores, int[] Labels) Frames(int right, int wrong, int steps) =>
        ([.. Enumerable.Repeat(new[] { (sbyte)(steps - 50), (sbyte)-50 }, right + wrong)], [.. Enumerable.Repeat(0, right), .. Enumerable.Repeat(1, wrong)]);
}
