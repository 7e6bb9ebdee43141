// SPDX-License-Identifier: MIT
using Embedded.Data.Synth;
using Embedded.Training;
using Embedded.Training.Models;
using Embedded.Training.QuantizationAware;
using Embedded.Training.Runs;
using Embedded.Training.Transfer;

namespace Embedded.Cli.Tests;

/// <summary>Folders of runs with a small random network, made without training.</summary>
internal static class ReportRun
{
    /// <summary>A class without pictures, named so that only escaping keeps a page whole.</summary>
    public const string BadName = "<script>alert(\"1\")</script>&'";

    /// <summary>Five kinds of flowers and <see cref="BadName"/>, 32x32.</summary>
    public static readonly TrainingRecipe Recipe = new()
    {
        Network = new NetworkSpec { Width = 0.1, Size = 32, Classes = 6 },
        Labels = [.. SyntheticFlowers.Labels, BadName],
        Data = new DataOrigin { Folder = "/home/somebody/photos", ValidationShare = 0.2, TrainingPictures = 100, ValidationPictures = 25 },
        Epochs = 4,
    };

    /// <summary>The same with quantization in the loop.</summary>
    public static readonly TrainingRecipe QuantizationAware = Recipe with
    {
        Quantization = new QuantizationAwareSettings { Source = new NetworkSource { Path = "/home/somebody/floats", Kind = NetworkSourceKind.Run, Crc32 = "00000000" } },
    };

    /// <summary>Starts a run.</summary>
    /// <param name="path">Its folder.</param>
    /// <param name="recipe">Null for <see cref="Recipe"/>.</param>
    /// <param name="epochs">Finished epochs.</param>
    /// <param name="hasNetwork">Whether it has best.ckpt.</param>
    /// <param name="seed">Of its weights.</param>
    public static string Create(string path, TrainingRecipe? recipe = null, int epochs = 3, bool hasNetwork = true, int seed = 5)
    {
        RunFolder folder = RunFolder.Create(path, recipe ?? Recipe);
        for (int epoch = 1; epoch <= epochs; epoch++)
        {
            folder.AppendMetrics(new EpochMetrics
            {
                Epoch = epoch,
                Loss = 2.0 / epoch,
                TrainingAccuracy = 0.2 * epoch,
                ValidationLoss = 1.8 / epoch,
                ValidationAccuracy = 0.25 * epoch,
                BestEpoch = epoch,
                BestAccuracy = 0.25 * epoch,
                LearningRate = 0.001 * epoch,
                ImagesPerSecond = 100,
                Seconds = 2,
            });
        }

        if (hasNetwork)
        {
            folder.SaveBest(Network(folder.Recipe, seed));
        }

        return path;
    }

    private static Checkpoint Network(TrainingRecipe recipe, int seed)
    {
        var random = new Random(seed);
        VariableLayout layout = VariableLayout.Of(recipe);
        var checkpoint = new Checkpoint();
        foreach (Variable variable in layout.Trained.Concat(layout.Statistics))
        {
            var values = new float[variable.Count];
            for (int index = 0; index < values.Length; index++)
            {
                values[index] = variable.Name.Split('/')[^1] switch
                {
                    "weights" => (float)((2 * random.NextDouble() - 1) * Math.Sqrt(6.0 * variable.Shape[0] / variable.Count)),
                    "gamma" or "variance" => 1,
                    "logScale" => (float)Math.Log2(6 / 255.0),
                    "zeroPoint" => -128,
                    _ => 0.1f,
                };
            }

            checkpoint.Add("average/" + variable.Name, variable.Shape, values);
        }

        return checkpoint;
    }
}
