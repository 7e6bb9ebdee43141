// SPDX-License-Identifier: MIT
using Embedded.Training.Data;
using Embedded.Vision;

namespace Embedded.Cli.Tests.Training;

public class EpochOrderTests
{
    private static readonly ClassSamples s_samples = new(40, 7, 3); // 50 pictures

    [Fact]
    public void Shuffled_KnownSeed_IsTheOrderThatRunsHave()
    {
        // SplitMix64 and Fisher-Yates computed apart from this program.
        Assert.Equal([10, 9, 4, 2, 5, 1, 3, 6, 0, 8, 7, 11], EpochOrder.Shuffled(12, 9, 2));
        Assert.Equal([7, 9, 0, 3, 2, 1, 4, 6, 8, 10, 5, 11], EpochOrder.Shuffled(12, 9, 3));
    }

    [Theory]
    [InlineData(48)]
    [InlineData(50)]
    public void Balanced_AnyEpoch_ShowsEveryClassEquallyOften(int length)
    {
        for (int epoch = 1; epoch <= 5; epoch++)
        {
            int[] order = EpochOrder.Balanced(s_samples, 4, epoch, length);
            int[] counts = [.. Enumerable.Range(0, 3).Select(label => order.Count(draw => s_samples.Label(draw % 50) == label))];
            Assert.Equal(length, counts.Sum());
            Assert.InRange(counts.Max() - counts.Min(), 0, length % 3 == 0 ? 0 : 1);
        }
    }

    [Fact]
    public void Balanced_OverEpochs_ShowsThePicturesOfAClassEquallyOften()
    {
        var shown = new int[50];
        for (int epoch = 1; epoch <= 20; epoch++)
        {
            foreach (int draw in EpochOrder.Balanced(s_samples, 4, epoch, 50))
            {
                shown[draw % 50]++;
            }

            Assert.All(new[] { shown[..40], shown[40..47], shown[47..] }, counts => Assert.InRange(counts.Max() - counts.Min(), 0, 1));
        }
    }

    [Fact]
    public void Balanced_RepeatedPicture_HasAnotherDrawEachTime()
    {
        int[] order = EpochOrder.Balanced(s_samples, 4, 3, 50);

        Assert.Equal(50, order.Distinct().Count());
        Assert.True(order.Count(draw => draw % 50 == 49) >= 5);
    }

    [Fact]
    public void Balanced_SeedAndEpoch_DetermineTheOrder()
    {
        Assert.Equal(EpochOrder.Balanced(s_samples, 4, 3, 50), EpochOrder.Balanced(s_samples, 4, 3, 50));
        Assert.NotEqual(EpochOrder.Balanced(s_samples, 4, 3, 50), EpochOrder.Balanced(s_samples, 4, 4, 50));
        Assert.NotEqual(EpochOrder.Balanced(s_samples, 4, 3, 50), EpochOrder.Balanced(s_samples, 5, 3, 50));
    }

    [Fact]
    public void Balanced_EqualClasses_ShowsEveryPictureOnce() =>
        Assert.Equal(Enumerable.Range(0, 12), EpochOrder.Balanced(new ClassSamples(4, 4, 4), 4, 1, 12).Order());

    /// <summary>Pictures of one class after the other, so many of each; nobody looks at them.</summary>
    private sealed class ClassSamples(params int[] sizes) : ISampleSource
    {
        private readonly int[] _labels = [.. sizes.SelectMany((size, label) => Enumerable.Repeat(label, size))];

        public int Count => _labels.Length;

        public int Label(int index) => _labels[index];

        public Frame Picture(int index) => throw new NotSupportedException();
    }
}
