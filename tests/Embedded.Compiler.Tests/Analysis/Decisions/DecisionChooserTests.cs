// SPDX-License-Identifier: MIT
using Embedded.Compiler.Analysis.Decisions;
using Embedded.Compiler.Formats.Emb;
using Embedded.Data;
using Embedded.Decision;
using Embedded.Inference;
using Embedded.Testing;

namespace Embedded.Compiler.Tests.Analysis.Decisions;

public class DecisionChooserTests
{
    private static readonly DecisionOptions s_options = new() { FalseAlarmRate = 0.1 };

    [Fact]
    public void Choose_MixedColours_MeetsTheRateWithTheSmallestThreshold()
    {
        EmbFile file = File(1);
        DecisionChoice choice = Choose(file, s_options);

        Assert.True(choice.IsRateMet);
        Assert.InRange(choice.After.Pictures.FalseAlarmRate, 0, 0.1);
        Assert.True(choice.Curve.Points[choice.After.Threshold - 1].FalseAlarmRate > 0.1);
        Assert.InRange(choice.Before.Pictures.FalseAlarmRate, 0.1001, 1);
        Assert.True(choice.After.NegativeLogLikelihood < choice.Before.NegativeLogLikelihood);
        Assert.Equal((0, 0, 120, 120), (choice.ChangedPredictions, choice.ChangedScores, choice.Sequences, choice.After.Pictures.Frames));
        DecisionSettings settings = choice.File.Model.Decision;
        Assert.Equal((choice.After.Threshold, choice.After.Smoothing), (settings.Threshold, settings.Smoothing));
        Assert.Equal((1, LedKind.Flash, true), (settings.LedClass, settings.Led, settings.PrintTrace));
        Assert.Contains(choice.After.Smoothing, SmoothingStudy.Candidates);
        Assert.Equal(choice.Smoothing.Single(row => row.Smoothing == choice.After.Smoothing), choice.After.Frames);
    }

    [Fact]
    public void Choose_OverconfidentTwin_GetsTheSameProbabilities()
    {
        // The twin's scores are those of the other divided by 0.4; its temperature undoes that.
        DecisionChoice plain = Choose(File(1), s_options);
        DecisionChoice twin = Choose(File(0.4f), s_options);

        Assert.Equal(plain.After.Temperature / 0.4, twin.After.Temperature, 1e-4); // scales are singles
        Assert.Equal(plain.After.Threshold, twin.After.Threshold);
    }

    [Fact]
    public void Choose_ASecondTime_ChangesNothing()
    {
        DecisionChoice first = Choose(File(1), s_options);
        DecisionChoice second = Choose(first.File, s_options);

        Assert.Equal(1, second.After.Temperature);
        Assert.Equal(first.File.Bytes, second.File.Bytes);
        Assert.Equal(second.Before, second.After);
    }

    [Fact]
    public void Choose_OneThreadOrFour_IsTheSame()
    {
        DecisionChoice one = Choose(File(1), s_options with { Threads = 1 });
        DecisionChoice four = Choose(File(1), s_options with { Threads = 4 });

        Assert.Equal(one.File.Bytes, four.File.Bytes);
        Assert.Equal(one.Smoothing, four.Smoothing);
    }

    [Fact]
    public void Choose_UnknownPictures_EveryAnswerIsAFalseAlarm()
    {
        DecisionPictures unknown = Pictures() with { Label = index => index < 60 ? index % 3 : Prediction.None };

        DecisionChoice choice = DecisionChooser.Choose(File(1), Engine, unknown, s_options);

        Assert.Equal((60, 60), (choice.After.Labelled.Frames, choice.After.Unknown.Frames));
        Assert.Equal(0, choice.After.Unknown.Correct);
        Assert.Equal(choice.After.Pictures.FalseAlarms, choice.After.Unknown.Answers + choice.After.Labelled.FalseAlarms);
        Assert.InRange(choice.After.Pictures.FalseAlarmRate, 0, 0.1);
    }

    [Fact]
    public void Choose_ScoresThatCannotBeScaled_KeepsTheTemperature()
    {
        DecisionChoice choice = Choose(EmbFile.Parse(ColourNetwork.Write(new DecisionSettings(), 16)), s_options);

        Assert.Contains("the picture itself", choice.TemperatureObstacle);
        Assert.Equal(1, choice.After.Temperature);
    }

    [Fact]
    public void Choose_RateThatNoThresholdKeeps_GivesTheBest()
    {
        DecisionPictures wrong = Pictures() with { Label = index => (index + 1) % 3 };

        DecisionChoice choice = DecisionChooser.Choose(File(1), Engine, wrong, s_options with { FalseAlarmRate = 0.001 });

        Assert.False(choice.IsRateMet);
        Assert.True(choice.After.Pictures.Answers > 0);
        Assert.Equal(choice.Curve.Points.Where(point => point.Answers > 0).Min(point => point.FalseAlarms), choice.After.Pictures.FalseAlarms);
    }

    private static DecisionChoice Choose(EmbFile file, DecisionOptions options) => DecisionChooser.Choose(file, Engine, Pictures(), options);

    private static Interpreter Engine(EmbFile file) => new(file.Model, new LaneKernels());

    private static EmbFile File(float temperature) => EmbFile.Parse(EmbWriter.Write(ColourNetwork.WithScores(16, temperature) with
    {
        Decision = new DecisionSettings { LedClass = 1, Led = LedKind.Flash, PrintTrace = true },
    }));

    /// <summary>120 pictures of one colour each: the class's channel is 0 to 80 steps above a grey, another one 0 to 60, so that some are taken for the other.</summary>
    private static DecisionPictures Pictures()
    {
        var random = new Random(5);
        Picture[] pictures = [.. Enumerable.Range(0, 120).Select(index =>
        {
            byte[] colour = [100, 100, 100];
            colour[index % 3] += (byte)random.Next(80);
            colour[(index + 1) % 3] += (byte)random.Next(60);
            return new Picture(20, 20, [.. Enumerable.Repeat(colour, 400).SelectMany(pixel => pixel)]);
        })];
        return new DecisionPictures(pictures.Length, index => pictures[index], index => index % 3);
    }
}
