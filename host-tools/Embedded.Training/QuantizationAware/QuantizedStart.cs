// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;
using Embedded.Compiler.Quantization;
using Embedded.Training.Data;
using Embedded.Training.Export;
using Embedded.Training.Models;
using Embedded.Training.Runs;
using Embedded.Training.Transfer;
using Embedded.Vision;

namespace Embedded.Training.QuantizationAware;

/// <summary>Continues a float run: its best network, and for every activation the range that calibration finds.</summary>
public static class QuantizedStart
{
    private const int BatchSize = 32;

    /// <summary>Checks that the float run is of the recipe's network and classes.</summary>
    /// <exception cref="RecipeException">It is another one; the message names the difference.</exception>
    public static void Check(TrainingRecipe recipe, RunFolder floatRun)
    {
        TrainingRecipe given = floatRun.Recipe;
        if (given.Quantization is not null)
        {
            throw new RecipeException($"{floatRun.FullPath} is a quantization-aware run already: continue the float run that it came from, {given.Quantization.Source.Path}, or go on with it by --resume.");
        }

        if (given.Network != recipe.Network)
        {
            throw new RecipeException($"{floatRun.FullPath} is {given.Network}, which is another network than the {recipe.Network} that was asked for: leave the network's options out, they come from the float run.");
        }

        if (!given.Labels.SequenceEqual(recipe.Labels))
        {
            throw new RecipeException($"{floatRun.FullPath} was trained on the classes {string.Join(", ", given.Labels)}, the pictures are of {string.Join(", ", recipe.Labels)}: give the pictures that it was trained on.");
        }
    }

    /// <summary>The values to start with.</summary>
    /// <param name="recipe">Of the quantization-aware run.</param>
    /// <param name="floatRun">Passed <see cref="Check"/>.</param>
    /// <param name="pictures">Training pictures; some calibrate.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="RunFolderException">The float run has no finished epoch, or its checkpoint is damaged.</exception>
    internal static NetworkState Start(TrainingRecipe recipe, RunFolder floatRun, ISampleSource pictures, CancellationToken cancellation)
    {
        NetworkPlan plan = Architectures.Plan(recipe.Network);
        var layout = new VariableLayout(plan);
        (float[] trained, float[] statistics) = SessionState.AverageOf(floatRun.LoadBest(), layout);
        FloatGraph graph = GraphExport.Build(plan, layout, trained, statistics, recipe.Labels);
        return Start(plan, VariableLayout.Of(recipe), graph, trained, statistics, Inputs(recipe, plan, pictures, cancellation), cancellation);
    }

    /// <summary>The values of a float network, and the grids that calibration gives it.</summary>
    /// <param name="plan">The layers.</param>
    /// <param name="layout">With grids.</param>
    /// <param name="graph">The float network.</param>
    /// <param name="trained">Its variables.</param>
    /// <param name="statistics">Its batch norms' statistics.</param>
    /// <param name="inputs">Preprocessed pictures that calibrate.</param>
    /// <param name="cancellation">Stops the work.</param>
    internal static NetworkState Start(
        NetworkPlan plan, VariableLayout layout, FloatGraph graph, float[] trained, float[] statistics, IReadOnlyList<sbyte[]> inputs, CancellationToken cancellation)
    {
        QuantizedGraph calibrated = Quantizer.Quantize(graph, inputs, new QuantizerOptions(), progress: null, cancellation).Graph;
        float[] allTrained = [.. trained, .. new float[layout.TrainedCount - trained.Length]]; // grids come last
        float[] allStatistics = [.. statistics, .. new float[layout.StatisticsCount - statistics.Length]];
        Dictionary<string, QuantizedTensor> outputs = calibrated.Operators.ToDictionary(op => op.Name, op => calibrated.Tensors[op.Output]);
        foreach (string name in VariableLayout.GridNames(plan))
        {
            allTrained[Array.Find(layout.Trained, variable => variable.Name == name + VariableLayout.LogScale)!.Offset] = LearnedGrid.LogScale(outputs[name].Scale);
            allStatistics[Array.Find(layout.Statistics, variable => variable.Name == name + VariableLayout.ZeroPoint)!.Offset] = outputs[name].ZeroPoint;
        }

        return NetworkState.From(layout, allTrained, allStatistics);
    }

    private static List<sbyte[]> Inputs(TrainingRecipe recipe, NetworkPlan plan, ISampleSource pictures, CancellationToken cancellation)
    {
        InputSpec input = plan.InputSpec;
        var few = new PreparedPictures(new SpreadSamples(pictures, recipe.Quantization!.CalibrationPictures), input, recipe.Threads);
        return [.. few.Batches(BatchSize, cancellation).SelectMany(batch => batch.Pixels.Chunk(plan.Input.Count))];
    }
}
