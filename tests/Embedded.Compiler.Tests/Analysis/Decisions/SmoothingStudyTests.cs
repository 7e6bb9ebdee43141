// SPDX-License-Identifier: MIT
using Embedded.Compiler.Analysis.Decisions;

namespace Embedded.Compiler.Tests.Analysis.Decisions;

public class SmoothingStudyTests
{
    private const int Frames = SmoothingStudy.WarmUp + SmoothingStudy.Settled;
    private static readonly sbyte[] s_first = [127, -128]; // 100 %
    private static readonly sbyte[] s_second = [-128, 127];

    [Theory]
    [InlineData(1, 60, 1)]
    [InlineData(2, 60, 2)]
    [InlineData(4, 60, 3)] // 3 of 4 frames are 75 %
    [InlineData(8, 60, 5)]
    [InlineData(8, 99, 8)]
    public void Measure_ChangeOfSubject_DelayIsTheFramesUntilTheMeanReachesTheThreshold(int smoothing, int threshold, int delay)
    {
        DecisionSequence[] sequences = [Still(0, s_first), Still(1, s_second), Still(1, s_second), Still(0, s_first)];

        SmoothingRow row = Assert.Single(SmoothingStudy.Measure(sequences, threshold, [smoothing]));

        Assert.Equal((delay, 2), (row.Delay, row.Changes));
        Assert.Equal((32, 32, 32), (row.AtThreshold.Frames, row.AtThreshold.Answers, row.AtThreshold.Correct));
    }

    [Fact]
    public void Measure_EveryFourthFrameWrong_IsAveragedAway()
    {
        // At threshold 60 the mean of 2 is unknown in two of four frames, that of 4 and 8 always right with 75 %.
        DecisionSequence[] sequences = [new(0, [.. Enumerable.Range(0, Frames).Select(frame => frame % 4 == 0 ? s_second : s_first)])];

        IReadOnlyList<SmoothingRow> rows = SmoothingStudy.Measure(sequences, 60, SmoothingStudy.Candidates);

        Assert.Equal([(8, 6), (4, 4), (8, 8), (8, 8)], rows.Select(row => (row.AtThreshold.Answers, row.AtThreshold.Correct)));
        Assert.Equal([0.25, 0, 0], new[] { 0, 2, 3 }.Select(index => rows[index].FalseAlarmsAtEqualCoverage));
        Assert.True(double.IsNaN(rows[0].Delay));
    }

    [Theory]
    [InlineData(100, 1, 0.05, 0.046, 0.0459, 0.0459)] // never a tenth
    [InlineData(100, 2, 0.08, 0.05, 0.049, 0.048)]
    [InlineData(100, 8, 0.08, 0.07, 0.06, 0.04)]
    [InlineData(100, 1, 0.008, 0.004, 0.002, 0.0)] // less than one of 100 subjects
    [InlineData(100, 1, 0.0, 0.0, 0.0, 0.0)]
    [InlineData(100, 4, 0.08, 0.08, 0.04, 0.08)]
    public void Choose_FalseAlarms_IsTheSmallestWithNoNoticeablyBetterOne(int subjects, int expected, params double[] rates)
    {
        SmoothingRow[] rows = [.. rates.Select((rate, index) => new SmoothingRow(1 << index, default, rate, 1, 1))];

        Assert.Equal(expected, SmoothingStudy.Choose(rows, subjects).Smoothing);
    }

    [Fact]
    public void Measure_NothingToLookAt_HasNoFrames() => Assert.Equal(0, SmoothingStudy.Measure([], 50, [4])[0].AtThreshold.Frames);

    private static DecisionSequence Still(int label, sbyte[] output) => new(label, [.. Enumerable.Repeat(output, Frames)]);
}
