// SPDX-License-Identifier: MIT
namespace Embedded.Training.Models;

/// <summary>Where one named array lies in a flat vector.</summary>
/// <param name="Name">Layer and role, such as "block3/depthwise/weights".</param>
/// <param name="Shape">Its dimensions; convolution weights are [outC, filterH, filterW, inC].</param>
/// <param name="Offset">Index of its first value.</param>
/// <param name="Decays">Whether weight decay pulls it to zero.</param>
internal sealed record Variable(string Name, int[] Shape, int Offset, bool Decays)
{
    public int Count { get; } = Shape.Aggregate(1, (product, side) => product * side);
}

/// <summary>
/// Places a network's variables in two flat vectors: what the optimizer trains, and the batch norms' running statistics. Flat
/// vectors let an optimizer step or a moving average be a handful of operations for the whole network.
/// </summary>
internal sealed class VariableLayout
{
    /// <param name="plan">The layers.</param>
    /// <param name="hasGrids">Behind the classifier follows a grid for every output that has one of its own: a learned scale and a zero point.</param>
    public VariableLayout(NetworkPlan plan, bool hasGrids = false)
    {
        var trained = new List<Variable>();
        var statistics = new List<Variable>();
        foreach (Layer layer in plan.Layers)
        {
            int channels = layer.Output.Channels;
            int[] shape = [channels, layer.Window.FilterHeight, layer.Window.FilterWidth, layer.FilterChannels];
            Append(trained, layer.Name + "/weights", shape, layer.Kind != LayerKind.Depthwise);
            if (layer.HasBatchNorm)
            {
                Append(trained, layer.Name + "/gamma", [channels], false);
                Append(trained, layer.Name + "/beta", [channels], false);
                Append(statistics, layer.Name + "/mean", [channels], false);
                Append(statistics, layer.Name + "/variance", [channels], false);
            }
            else
            {
                Append(trained, layer.Name + "/bias", [channels], false);
            }
        }

        foreach (string output in hasGrids ? GridNames(plan) : [])
        {
            Append(trained, output + LogScale, [1], false);
            Append(statistics, output + ZeroPoint, [1], false);
        }

        Trained = trained.ToArray();
        BackboneCount = trained.First(variable => variable.Name.StartsWith(plan.Classifier.Name + "/", StringComparison.Ordinal)).Offset;
        Statistics = statistics.ToArray();
    }

    /// <summary>Behind an operator's name: the logarithm to base 2 of its output's scale.</summary>
    public const string LogScale = "/logScale";

    /// <summary>Behind an operator's name: the zero point of its output.</summary>
    public const string ZeroPoint = "/zeroPoint";

    /// <summary>Weights, batch norm scales and offsets, the classifier's bias.</summary>
    public Variable[] Trained { get; }

    /// <summary>Running mean and variance of every batch norm.</summary>
    public Variable[] Statistics { get; }

    /// <summary>Values of all layers before the classifier, whose own come last, or before the grids.</summary>
    public int BackboneCount { get; }

    public int TrainedCount => Trained[^1].Offset + Trained[^1].Count;

    public int StatisticsCount => Statistics[^1].Offset + Statistics[^1].Count;

    /// <summary>The layout of a recipe's network.</summary>
    public static VariableLayout Of(TrainingRecipe recipe) => new(Architectures.Plan(recipe.Network), recipe.Quantization is not null);

    /// <summary>The operators whose output has a grid of its own: the layers and the sums behind some of them.</summary>
    public static IEnumerable<string> GridNames(NetworkPlan plan) =>
        plan.Layers.SelectMany(layer => layer.AdditionName is string sum ? new[] { layer.Name, sum } : [layer.Name]);

    private static void Append(List<Variable> variables, string name, int[] shape, bool decays)
    {
        int offset = variables.Count == 0 ? 0 : variables[^1].Offset + variables[^1].Count;
        variables.Add(new Variable(name, shape, offset, decays));
    }
}
