// SPDX-License-Identifier: MIT
using System.Diagnostics;
using Embedded.Training.Data;
using Embedded.Training.Models;
using Embedded.Training.Native;
using Embedded.Vision;
using TorchSharp;

namespace Embedded.Training;

/// <summary>Measures whether preparing pictures holds training up: the same network on random tensors and on varied pictures.</summary>
public static class Throughput
{
    /// <summary>Trains in turns, a second each, on random tensors that lie in memory and on the recipe's augmented pictures.</summary>
    /// <param name="recipe">Network, batch size, augmentation and threads; nothing is written.</param>
    /// <param name="pictures">At least one batch of training pictures.</param>
    /// <param name="duration">How long to measure altogether, after a short warm-up.</param>
    /// <param name="cancellation">Stops the measurement.</param>
    public static ThroughputReport Measure(TrainingRecipe recipe, ISampleSource pictures, TimeSpan duration, CancellationToken cancellation = default)
    {
        recipe.Validate();
        Computing.Start(recipe);
        NetworkPlan plan = Architectures.Plan(recipe.Network);
        InputSpec input = plan.InputSpec;
        int batchSize = Math.Min(recipe.BatchSize, pictures.Count);
        var pipeline = new BatchPipeline(pictures, recipe.Augmentation, input, batchSize, recipe.Threads) { IsBalanced = recipe.Balance };
        using var step = new TrainingStep(recipe, plan, pipeline.BatchCount);
        Batch[] random = RandomBatches(plan, batchSize, recipe.Seed);

        Train(TimeSpan.FromSeconds(1), Repeat(random));
        double[] rates = new double[2];
        int turns = Math.Max(1, (int)(duration.TotalSeconds / 2));
        using IEnumerator<Batch> prepared = Epochs().GetEnumerator();
        Train(TimeSpan.FromSeconds(1), Drain(prepared));
        for (int turn = 0; turn < turns; turn++)
        {
            rates[0] += Train(TimeSpan.FromSeconds(1), Repeat(random)) / turns;
            SkipPreparedAhead();
            rates[1] += Train(TimeSpan.FromSeconds(1), Drain(prepared)) / turns;
        }

        return new ThroughputReport(rates[0], rates[1]);

        void SkipPreparedAhead()
        {
            for (int batch = 0; batch <= BatchPipeline.BatchesAhead + 1; batch++)
            {
                prepared.MoveNext();
            }
        }

        IEnumerable<Batch> Epochs()
        {
            for (int epoch = 1; ; epoch++)
            {
                foreach (Batch batch in pipeline.Epoch(recipe.ViewOf(epoch), cancellation))
                {
                    yield return batch;
                }
            }
        }

        double Train(TimeSpan time, IEnumerable<Batch> batches)
        {
            var clock = Stopwatch.StartNew();
            int count = 0;
            foreach (Batch batch in batches)
            {
                cancellation.ThrowIfCancellationRequested();
                step.Run(batch, 1, 0, 0);
                count++;
                if (clock.Elapsed >= time)
                {
                    break;
                }
            }

            return count * batchSize / clock.Elapsed.TotalSeconds;
        }
    }

    private static Batch[] RandomBatches(NetworkPlan plan, int batchSize, long seed)
    {
        var batches = new Batch[4];
        for (int index = 0; index < batches.Length; index++)
        {
            var random = new SeededRandom(seed, RandomPurpose.Benchmark, index);
            var pixels = new sbyte[batchSize * plan.Input.Count];
            for (int i = 0; i < pixels.Length; i++)
            {
                pixels[i] = (sbyte)random.Next();
            }

            var labels = new long[batchSize];
            for (int i = 0; i < labels.Length; i++)
            {
                labels[i] = random.Below(plan.Spec.Classes);
            }

            batches[index] = new Batch(pixels, labels);
        }

        return batches;
    }

    private static IEnumerable<Batch> Repeat(Batch[] batches)
    {
        for (int index = 0; ; index++)
        {
            yield return batches[index % batches.Length];
        }
    }

    private static IEnumerable<Batch> Drain(IEnumerator<Batch> batches)
    {
        while (batches.MoveNext())
        {
            yield return batches.Current;
        }
    }
}
