// SPDX-License-Identifier: MIT
using Embedded.Training.Data;
using Embedded.Training.Models;

namespace Embedded.Training.Transfer;

/// <summary>Starts a network from a trained one, which may be wider, of another input size and of other classes.</summary>
public static class NetworkTransfer
{
    /// <summary>The network that <paramref name="spec"/> becomes when it starts from <paramref name="initial"/>: it takes over the input range.</summary>
    public static NetworkSpec Adapt(NetworkSpec spec, TrainedNetwork initial) =>
        spec with { InputRange = InputConversion.RangeFor(InputRange.Of(initial.Graph)) };

    /// <summary>Checks that the layers fit.</summary>
    /// <exception cref="RecipeException">The network is of another architecture or narrower; the message names the layer.</exception>
    public static void Check(NetworkSpec spec, TrainedNetwork initial) =>
        SourceNetwork.Match(Architectures.Plan(spec), initial.Graph, initial.Source.Path);

    /// <summary>What would be taken over.</summary>
    /// <exception cref="RecipeException">As for <see cref="Check"/>.</exception>
    public static TransferReport Describe(TrainingRecipe recipe, TrainedNetwork initial)
    {
        NetworkPlan plan = Architectures.Plan(recipe.Network);
        SourceLayer[] wide = SourceNetwork.Match(plan, initial.Graph, initial.Source.Path);
        int last = plan.Layers.Count - 1;
        return new TransferReport(
            last,
            plan.Layers.Take(last).Sum(layer => layer.Output.Channels),
            wide.Take(last).Sum(layer => layer.Outputs),
            initial.Graph.Labels.SequenceEqual(recipe.Labels));
    }

    /// <summary>
    /// The values to start with. At equal width the network computes what the trained one does. Of a wider one the channels that
    /// matter most are kept, and batch norms give what remains the mean and spread that it had.
    /// </summary>
    /// <param name="recipe">Labels, seed of a new classifier, threads.</param>
    /// <param name="plan">The network to be trained.</param>
    /// <param name="initial">The trained network; its classifier is taken over if it has the recipe's labels.</param>
    /// <param name="pictures">Some are run through the network.</param>
    /// <param name="cancellation">Stops the work.</param>
    internal static NetworkState Start(
        TrainingRecipe recipe, NetworkPlan plan, TrainedNetwork initial, ISampleSource pictures, CancellationToken cancellation)
    {
        SourceLayer[] wide = SourceNetwork.Match(plan, initial.Graph, initial.Source.Path);
        NetworkPlan widePlan = Widen(plan, wide);
        LayerMoments moments;
        using (NetworkState folded = Folded(widePlan, wide, recipe.Seed))
        {
            moments = LayerMoments.Measure(widePlan, folded, pictures, recipe.Threads, training: false, cancellation);
        }

        int[][] kept = ChannelChoice.Of(plan, wide, moments);
        var layout = new VariableLayout(plan);
        var builder = new StateBuilder(layout, recipe.Seed);
        int[] inputs = [.. Enumerable.Range(0, wide[0].Inputs)];
        for (int index = 0; index < kept.Length; index++)
        {
            Moments convolved = moments.Convolved[index];
            SourceLayer layer = wide[index].Keep(inputs, kept[index]);
            BatchNormRestoration.SetNormed(builder, plan.Layers[index].Name, layer, Take(convolved.Mean, kept[index]), Take(convolved.Variance, kept[index]));
            inputs = kept[index];
        }

        if (initial.Graph.Labels.SequenceEqual(recipe.Labels))
        {
            SetClassifier(builder, plan.Classifier.Name, wide[^1], moments.Features.Mean, inputs);
        }

        if (kept.Where((channels, index) => channels.Length < wide[index].Outputs).Any())
        {
            MeasureAgain(builder, plan, recipe, pictures, cancellation);
        }

        return builder.Build();
    }

    /// <summary>The trained classifier; the mean of what it does not see any more goes into its bias.</summary>
    private static void SetClassifier(StateBuilder builder, string name, SourceLayer layer, double[] features, int[] kept)
    {
        SourceLayer seen = layer.Keep(kept, [.. Enumerable.Range(0, layer.Outputs)]);
        int[] missing = [.. Enumerable.Range(0, layer.Inputs).Except(kept)];
        float[] bias = [.. layer.Bias.Select((value, output) => (float)(value + missing.Sum(input => layer.Weights[(output * layer.Inputs) + input] * features[input])))];
        builder.SetTrained(name + "/weights", seen.Weights);
        builder.SetTrained(name + "/bias", bias);
    }

    /// <summary>Channels are missing, so convolutions give other values than in the wide network.</summary>
    private static void MeasureAgain(
        StateBuilder builder, NetworkPlan plan, TrainingRecipe recipe, ISampleSource pictures, CancellationToken cancellation)
    {
        using NetworkState state = builder.Build();
        LayerMoments moments = LayerMoments.Measure(plan, state, pictures, recipe.Threads, training: true, cancellation);
        for (int index = 0; index < moments.Convolved.Length; index++)
        {
            builder.SetStatistics(plan.Layers[index].Name + "/mean", Array.ConvertAll(moments.Convolved[index].Mean, value => (float)value));
            builder.SetStatistics(plan.Layers[index].Name + "/variance", Array.ConvertAll(moments.Convolved[index].Variance, value => (float)value));
        }
    }

    private static NetworkState Folded(NetworkPlan plan, SourceLayer[] layers, long seed)
    {
        var builder = new StateBuilder(new VariableLayout(plan), seed);
        for (int index = 0; index < layers.Length - 1; index++)
        {
            BatchNormRestoration.SetFolded(builder, plan.Layers[index].Name, layers[index]);
        }

        return builder.Build();
    }

    /// <summary>The plan with the trained network's channels, and its own classes.</summary>
    private static NetworkPlan Widen(NetworkPlan plan, SourceLayer[] layers)
    {
        Layer[] wide = [.. plan.Layers.Select((layer, index) => layer with
        {
            Input = layer.Input with { Channels = layers[index].Inputs },
            Output = layer.HasBatchNorm ? layer.Output with { Channels = layers[index].Outputs } : layer.Output,
        })];
        return plan with { Layers = wide };
    }

    private static double[] Take(double[] values, int[] channels) => Array.ConvertAll(channels, channel => values[channel]);
}
