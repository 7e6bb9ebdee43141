// SPDX-License-Identifier: MIT
using Embedded.Cli.Reporting;
using Embedded.Cli.Reporting.Charts;
using Embedded.Compiler.Analysis;

namespace Embedded.Cli.Tests;

public class ReportPartsTests
{
    private static readonly FrameOutcome[] s_outcomes =
    [
        new(0, 0, 0.9, 90), new(0, 1, 0.6, 60), new(1, 0, 0.95, 95), new(0, 0, 0.5, 50), new(1, 0, 0.6, 60), new(0, 0, 0.7, 70), new(0, 0, 0.6, 60), new(0, 0, 0.8, 80),
    ];

    [Fact]
    public void Wrong_Surest_ComeFirstAndEqualsInOrder()
    {
        Assert.Equal([2, 1, 4], PictureChoice.Wrong(s_outcomes, 10));
        Assert.Equal([2, 1], PictureChoice.Wrong(s_outcomes, 2));
    }

    [Fact]
    public void Typical_RightOnesOfAClass_AreThoseInTheMiddle()
    {
        Assert.Equal([7, 5, 6], PictureChoice.Typical(s_outcomes, 0, 3));
        Assert.Equal([0, 7, 5, 6, 3], PictureChoice.Typical(s_outcomes, 0, 10));
        Assert.Empty(PictureChoice.Typical(s_outcomes, 1, 3));
    }

    [Theory]
    [InlineData(0, 100, 5, new double[] { 0, 20, 40, 60, 80, 100 })]
    [InlineData(1, 40, 8, new double[] { 5, 10, 15, 20, 25, 30, 35, 40 })]
    [InlineData(1, 2, 1, new double[] { 1, 2 })]
    [InlineData(0, 0.00315, 5, new[] { 0, 0.001, 0.002, 0.003 })]
    [InlineData(-0.6, 28.4, 16, new double[] { 0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28 })]
    public void Ticks_AnyRange_AreRoundNumbersInIt(double minimum, double maximum, int most, double[] expected)
    {
        IReadOnlyList<double> ticks = new Axis("", minimum, maximum, most).Ticks;

        Assert.Equal(expected.Length, ticks.Count);
        Assert.All(expected.Zip(ticks), pair => Assert.Equal(pair.First, pair.Second, 1e-9));
    }

    [Fact]
    public void Settings_Recipe_AreListedWithoutNullsAndFolders()
    {
        const string Json = """{"epochs":3,"labels":["a","b/c"],"data":{"folder":"/home/me/photos/","validationFolder":null},"teachers":[{"path":"/x/y.emb","weight":0.5}]}""";

        Assert.Equal(
            ["epochs=3", "labels=a, b/c", "data.folder=photos", "teachers[0].path=y.emb", "teachers[0].weight=0.5"],
            RecipeSettings.Of(Json).Select(setting => $"{setting.Key}={setting.Value}"));
    }

    [Fact]
    public void Recipe_InWords_NamesNoFoldersAboveTheData()
    {
        string[] sentences = [.. RecipeText.Of(ReportRun.QuantizationAware, [new() { Epoch = 1, Loss = 1, TrainingAccuracy = 0.5, ValidationLoss = 1, ValidationAccuracy = 0.5, BestEpoch = 1, BestAccuracy = 0.5, LearningRate = 0.001, ImagesPerSecond = 1, Seconds = 90 }]).Select(pair => pair.Value)];

        Assert.Contains(sentences, sentence => sentence.StartsWith("Continues the run floats with the board's rounding", StringComparison.Ordinal));
        Assert.Contains(sentences, sentence => sentence.StartsWith("100 of photos to train on; 25 held out", StringComparison.Ordinal) && sentence.Contains("20 % of the folder"));
        Assert.Contains(sentences, sentence => sentence.StartsWith("1 of 4 epochs, epoch 1 is the best; 1:30", StringComparison.Ordinal));
        Assert.DoesNotContain(sentences, sentence => sentence.Contains("somebody"));
    }
}
