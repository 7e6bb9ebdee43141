// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;
using Embedded.Compiler.Quantization;
using Embedded.Training.Models;
using Embedded.Training.Native;
using Embedded.Training.QuantizationAware;
using Embedded.Training.Runs;

namespace Embedded.Training.Export;

/// <summary>Turns a network that was trained with quantization in the loop into int8: nothing is calibrated, no libtorch involved.</summary>
public static class QuantizedExport
{
    /// <summary>The averaged network of the run's best epoch, in floats and in int8.</summary>
    /// <param name="folder">A run whose recipe has <see cref="TrainingRecipe.Quantization"/>.</param>
    /// <param name="options">What goes into the model file.</param>
    /// <exception cref="RunFolderException">It is a float run, has no finished epoch, or its checkpoint is damaged or of another network.</exception>
    public static (FloatGraph Float, QuantizedGraph Quantized) BestOf(RunFolder folder, QuantizerOptions options)
    {
        if (folder.Recipe.Quantization is null)
        {
            throw new RunFolderException($"The run in {folder.FullPath} is a float run: it must be calibrated with pictures.");
        }

        VariableLayout layout = VariableLayout.Of(folder.Recipe);
        Checkpoint checkpoint = folder.LoadBest();
        try
        {
            (float[] trained, float[] statistics) = SessionState.AverageOf(checkpoint, layout);
            return Build(Architectures.Plan(folder.Recipe.Network), layout, trained, statistics, folder.Recipe.Labels, options);
        }
        catch (CheckpointFormatException e)
        {
            throw new RunFolderException($"The checkpoint {folder.BestFile} does not fit its recipe: {e.Message}.", e);
        }
    }

    /// <summary>The int8 network that <paramref name="state"/> stands for at this moment, its classes without names.</summary>
    internal static QuantizedGraph Build(NetworkPlan plan, NetworkState state) =>
        Build(plan, state.Layout, state.Trained.ToHost<float>(), state.Statistics.ToHost<float>(), [], new QuantizerOptions()).Quantized;

    private static (FloatGraph Float, QuantizedGraph Quantized) Build(
        NetworkPlan plan, VariableLayout layout, float[] trained, float[] statistics, IReadOnlyList<string> labels, QuantizerOptions options)
    {
        FloatGraph graph = GraphExport.Build(plan, layout, trained, statistics, labels);
        Dictionary<string, float> logScales = Grids(layout.Trained, trained, VariableLayout.LogScale);
        Dictionary<string, float> zeroPoints = Grids(layout.Statistics, statistics, VariableLayout.ZeroPoint);
        var grids = new TensorQuantization[graph.Tensors.Length];
        foreach (FloatOperator op in graph.Operators.Where(op => logScales.ContainsKey(op.Name)))
        {
            grids[op.Output] = LearnedGrid.Of(logScales[op.Name], zeroPoints[op.Name], op.Activation);
        }

        return (graph, Quantizer.WithGrids(graph, grids, options));
    }

    private static Dictionary<string, float> Grids(Variable[] variables, float[] values, string suffix) => variables
        .Where(variable => variable.Name.EndsWith(suffix, StringComparison.Ordinal))
        .ToDictionary(variable => variable.Name[..^suffix.Length], variable => values[variable.Offset]);
}
