// SPDX-License-Identifier: MIT
using Embedded.Compiler.Analysis;
using Embedded.Decision;

namespace Embedded.Compiler.Tests.Analysis;

public class CoverageCurveTests
{
    // Ten frames: 40 wrong, 50 wrong, 55 right, 60 wrong, 70 right, 80 wrong, 90 right, 95 right, 99 right, 100 right
    private static readonly CoverageCurve s_curve = new(
        [Wrong(40), Wrong(50), Right(55), Wrong(60), Right(70), Wrong(80), Right(90), Right(95), Right(99), Right(100)]);

    [Fact]
    public void Points_EveryThreshold_CountsAnswersFromItOn()
    {
        Assert.Equal(101, s_curve.Points.Count);
        Assert.Equal(new CoveragePoint(0, 10, 10, 6), s_curve.Points[0]);
        Assert.Equal(new CoveragePoint(60, 10, 7, 5), s_curve.Points[60]);
        Assert.Equal(new CoveragePoint(61, 10, 6, 5), s_curve.Points[61]);
        Assert.Equal(new CoveragePoint(100, 10, 1, 1), s_curve.Points[100]);
        Assert.Equal((0.7, 5.0 / 7, 0.2), (s_curve.Points[60].Coverage, s_curve.Points[60].Accuracy, s_curve.Points[60].FalseAlarmRate));
    }

    [Theory]
    [InlineData(0.5, 0)]
    [InlineData(0.4, 0)]
    [InlineData(0.3, 41)]
    [InlineData(0.25, 51)]
    [InlineData(0.1, 61)]
    [InlineData(0.05, 81)]
    public void Smallest_Rate_IsTheFirstThresholdThatKeepsIt(double rate, int threshold)
    {
        Assert.Equal(threshold, s_curve.Smallest(rate)!.Value.Threshold);
        Assert.True(threshold == 0 || s_curve.Points[threshold - 1].FalseAlarmRate > rate);
    }

    [Fact]
    public void Smallest_NoThresholdKeepsTheRate_IsNullAndTheBestIsTheFewest()
    {
        var curve = new CoverageCurve([Right(50), Wrong(90), Wrong(99)]);

        Assert.Null(curve.Smallest(0.3)); // a threshold of 100 would leave no answer
        Assert.Equal(new CoveragePoint(91, 3, 1, 0), curve.Best());
        Assert.Equal(0, new CoverageCurve([]).Best().Threshold);
    }

    [Theory]
    [InlineData(0.4, 0)]
    [InlineData(0.5, 0.1)]
    [InlineData(0.45, 0.05)]
    [InlineData(0.05, 0)]
    [InlineData(1, 0.4)]
    public void FalseAlarmRateAt_Coverage_IsOnTheLineBetweenThresholds(double coverage, double expected) =>
        Assert.Equal(expected, s_curve.FalseAlarmRateAt(coverage), 1e-12);

    [Fact]
    public void Points_SameFramesThroughTheDecider_AnswerAsOften()
    {
        sbyte[][] outputs = [.. Enumerable.Range(-128, 256).Select(value => new[] { (sbyte)value, (sbyte)Math.Min(127, -1 - value) })];
        var plain = new Decider(new DecisionSettings { Smoothing = 1, Threshold = 0 }, 2);
        var curve = new CoverageCurve([.. outputs.Select(output => plain.Decide(output, 0)).Select(prediction => new FrameOutcome(0, prediction.Top, 0, prediction.TopPercent))]);

        for (int threshold = 0; threshold <= 100; threshold++)
        {
            var decider = new Decider(new DecisionSettings { Smoothing = 1, Threshold = threshold }, 2);
            Assert.Equal(outputs.Count(output => decider.Decide(output, 0).Class >= 0), curve.Points[threshold].Answers);
        }
    }

    private static FrameOutcome Right(int percent) => new(1, 1, percent / 100.0, percent);

    private static FrameOutcome Wrong(int percent) => new(Prediction.None, 1, percent / 100.0, percent);
}
