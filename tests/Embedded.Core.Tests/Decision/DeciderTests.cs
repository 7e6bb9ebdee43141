// SPDX-License-Identifier: MIT
using Embedded.Decision;

namespace Embedded.Core.Tests.Decision;

public class DeciderTests
{
    [Fact]
    public void Decide_OneFrame_GivesTopAndSecondWithRoundedPercent()
    {
        var decider = new Decider(new DecisionSettings { Smoothing = 1, Threshold = 50 }, 3);

        Prediction prediction = decider.Decide([99, 26, -83, -71], 1); // 154, 45 and 57 of 256

        Assert.Equal((0, 60, 2, 22), (prediction.Top, prediction.TopPercent, prediction.Second, prediction.SecondPercent));
        Assert.Equal(0, prediction.Class);
    }

    [Fact]
    public void Decide_BeforeTheRingIsFull_MeansTheFramesSoFar()
    {
        var decider = new Decider(new DecisionSettings { Smoothing = 4, Threshold = 0 }, 2);

        Assert.Equal(100, decider.Decide([127, -128], 0).TopPercent); // 255 of 256
        Assert.Equal(50, decider.Decide([-128, 127], 0).TopPercent);
        Assert.Equal((1, 66), Top(decider.Decide([-128, 127], 0))); // 510 of 768
    }

    [Fact]
    public void Decide_FullRing_ForgetsTheOldestFrame()
    {
        var decider = new Decider(new DecisionSettings { Smoothing = 3, Threshold = 0 }, 2);
        sbyte[] first = [127, -128];
        sbyte[] later = [-128, 127];
        decider.Decide(first, 0);
        decider.Decide(later, 0);
        decider.Decide(later, 0);

        Assert.Equal((1, 100), Top(decider.Decide(later, 0)));
        Assert.Equal(0, decider.Decide(later, 0).SecondPercent);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(DecisionSettings.MaxSmoothing)]
    public void Decide_ManyFrames_EqualsMeanOfTheLastFrames(int smoothing)
    {
        const int Classes = 7;
        var random = new Random(41);
        var decider = new Decider(new DecisionSettings { Smoothing = smoothing, Threshold = 40 }, Classes);
        var frames = new List<sbyte[]>();
        for (int frame = 0; frame < 100; frame++)
        {
            frames.Add([.. Enumerable.Range(0, Classes).Select(_ => (sbyte)random.Next(-128, 128))]);
            Prediction prediction = decider.Decide(frames[^1], 0);

            sbyte[][] window = [.. frames.TakeLast(smoothing)];
            int[] percent = [.. Enumerable.Range(0, Classes).Select(index =>
                (int)Math.Floor(window.Sum(outputs => outputs[index] + 128) * 100m / (256 * window.Length) + 0.5m))];
            int[] order = [.. Enumerable.Range(0, Classes).OrderByDescending(index => window.Sum(outputs => outputs[index])).ThenBy(index => index)];
            Assert.Equal((order[0], order[1]), (prediction.Top, prediction.Second));
            Assert.Equal((percent[order[0]], percent[order[1]]), (prediction.TopPercent, prediction.SecondPercent));
            Assert.Equal(percent[order[0]] >= 40 ? order[0] : Prediction.None, prediction.Class);
        }
    }

    [Theory]
    [InlineData(50, 0)] // 128 of 256 are 50 per cent
    [InlineData(51, Prediction.None)]
    public void Decide_AtTheThreshold_IsKnown(int threshold, int expected)
    {
        var decider = new Decider(new DecisionSettings { Smoothing = 1, Threshold = threshold }, 2);

        Assert.Equal(expected, decider.Decide([0, -10], 0).Class);
    }

    [Fact]
    public void Decide_EqualClasses_TakesTheLowerIndex()
    {
        var decider = new Decider(new DecisionSettings { Smoothing = 1 }, 4);

        Prediction prediction = decider.Decide([-128, 0, 0, 0], 0);

        Assert.Equal((1, 2), (prediction.Top, prediction.Second));
    }

    [Fact]
    public void Decide_OneClass_HasNoSecond()
    {
        var decider = new Decider(new DecisionSettings { Smoothing = 1 }, 1);

        Prediction prediction = decider.Decide([127], 0);

        Assert.Equal((0, Prediction.None, 0), (prediction.Top, prediction.Second, prediction.SecondPercent));
    }

    [Fact]
    public void Decide_AfterLoading_AllocatesNothing()
    {
        var decider = new Decider(new DecisionSettings { Smoothing = 4 }, 3);
        sbyte[] outputs = [1, 2, 3];
        decider.Decide(outputs, 0);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int frame = 0; frame < 100; frame++)
        {
            decider.Decide(outputs, 0);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static (int Class, int Percent) Top(Prediction prediction) => (prediction.Top, prediction.TopPercent);
}
