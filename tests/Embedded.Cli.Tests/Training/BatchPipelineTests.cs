// SPDX-License-Identifier: MIT
using Embedded.Training.Data;
using Embedded.Vision;

namespace Embedded.Cli.Tests.Training;

public class BatchPipelineTests
{
    private static readonly InputSpec s_input = new(32, 32, 3, ResizeMethod.Area, null!);
    private static readonly StripeSamples s_samples = new(50, 4);

    [Fact]
    public void Epoch_AnyNumberOfThreads_GivesTheSameBatches()
    {
        List<(sbyte[] Pixels, long[] Labels)> one = Epoch(1, epoch: 2);
        List<(sbyte[] Pixels, long[] Labels)> four = Epoch(4, epoch: 2);
        Assert.Equal(3, one.Count); // 50 pictures, 16 a batch
        for (int batch = 0; batch < 3; batch++)
        {
            Assert.Equal(one[batch].Labels, four[batch].Labels);
            Assert.Equal(one[batch].Pixels, four[batch].Pixels);
        }
    }

    [Fact]
    public void Epoch_Another_HasAnotherOrderAndOtherVariations()
    {
        Assert.NotEqual(Epoch(2, epoch: 1)[0].Labels, Epoch(2, epoch: 2)[0].Labels);
        Assert.NotEqual(Epoch(2, epoch: 1)[0].Pixels, Epoch(2, epoch: 2)[0].Pixels);
    }

    [Fact]
    public void Epoch_WithoutAugmentation_HasEachPictureOnceAsThePreprocessorGivesIt()
    {
        var pipeline = new BatchPipeline(s_samples, null, s_input, 10, 2);
        var seen = new HashSet<string>();
        foreach (Batch batch in pipeline.Epoch(new DataView(7, 1), CancellationToken.None))
        {
            for (int place = 0; place < 10; place++)
            {
                seen.Add(Key(batch.Pixels.AsSpan(place * 32 * 32 * 3, 32 * 32 * 3)));
            }
        }

        var preprocessor = new Preprocessor(s_input);
        var tensor = new sbyte[32 * 32 * 3];
        Assert.Equal(50, seen.Count);
        for (int index = 0; index < 50; index++)
        {
            preprocessor.Run(s_samples.Picture(index), tensor, 0);
            Assert.Contains(Key(tensor), seen);
        }

        static string Key(ReadOnlySpan<sbyte> pixels) =>
            Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(System.Runtime.InteropServices.MemoryMarshal.AsBytes(pixels)));
    }

    [Fact]
    public void Epoch_LeftEarly_CanBeFollowedByAnother()
    {
        var pipeline = new BatchPipeline(s_samples, new AugmentationSettings(), s_input, 16, 2);
        foreach (Batch batch in pipeline.Epoch(new DataView(7, 1), CancellationToken.None))
        {
            break;
        }

        Assert.Equal(3, pipeline.Epoch(new DataView(7, 2), CancellationToken.None).Count());
    }

    [Fact]
    public void Epoch_Balanced_ShowsARareClassAsOftenAndVariesItAnew()
    {
        var samples = new RareSamples(s_samples);
        var pipeline = new BatchPipeline(samples, new AugmentationSettings(), s_input, 16, 2) { IsBalanced = true };
        var rare = new List<string>();
        int shown = 0;
        foreach (Batch batch in pipeline.Epoch(new DataView(7, 1), CancellationToken.None))
        {
            for (int place = 0; place < 16; place++, shown++)
            {
                if (batch.Labels[place] == 1)
                {
                    rare.Add(Convert.ToHexString(System.Runtime.InteropServices.MemoryMarshal.AsBytes(batch.Pixels.AsSpan(place * 3072, 3072))));
                }
            }
        }

        Assert.Equal(48, shown); // 50 pictures, 16 a batch
        Assert.Equal(24, rare.Count);
        Assert.Equal(24, rare.Distinct().Count());
    }

    [Fact]
    public void Batches_OfValidation_AreKeptAndInOrder()
    {
        var pictures = new PreparedPictures(s_samples, s_input, 2);
        Batch[] first = pictures.Batches(16, CancellationToken.None).ToArray();
        Assert.Equal([16, 16, 16, 2], first.Select(batch => batch.Labels.Length));
        Assert.Equal(Enumerable.Range(0, 50).Select(index => (long)(index % 2)), first.SelectMany(batch => batch.Labels));
        Assert.All(pictures.Batches(16, CancellationToken.None).Zip(first), pair => Assert.Same(pair.First, pair.Second));
    }

    private static List<(sbyte[] Pixels, long[] Labels)> Epoch(int threads, int epoch)
    {
        var pipeline = new BatchPipeline(s_samples, new AugmentationSettings(), s_input, 16, threads);
        return pipeline.Epoch(new DataView(7, epoch), CancellationToken.None).Select(batch => ((sbyte[])batch.Pixels.Clone(), (long[])batch.Labels.Clone())).ToList();
    }

    /// <summary>The same pictures, the last two of another class than all others.</summary>
    private sealed class RareSamples(ISampleSource pictures) : ISampleSource
    {
        public int Count => pictures.Count;

        public int Label(int index) => index < pictures.Count - 2 ? 0 : 1;

        public Frame Picture(int index) => pictures.Picture(index);
    }
}
