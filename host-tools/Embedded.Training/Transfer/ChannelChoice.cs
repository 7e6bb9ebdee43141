// SPDX-License-Identifier: MIT
// Magnitude pruning of whole channels after Li et al. 2017 (arXiv 1608.08710), with the signal's spread taken into account.
using Embedded.Training.Models;

namespace Embedded.Training.Transfer;

/// <summary>
/// Which channels of a wider network a narrower one takes over. A channel counts by what it can change in the layers that read it:
/// the standard deviation of its signal times the sum of the magnitudes of the weights on it. A depthwise layer and its input keep
/// the same channels, and so do all layers whose outputs are added.
/// </summary>
internal static class ChannelChoice
{
    /// <summary>For each layer before the classifier: the output channels to keep, in order.</summary>
    /// <param name="plan">The narrower network.</param>
    /// <param name="layers">The wider network.</param>
    /// <param name="moments">Measured on the wider network.</param>
    public static int[][] Of(NetworkPlan plan, SourceLayer[] layers, LayerMoments moments)
    {
        int[] groups = Groups(plan);
        var kept = new int[groups.Length][];
        for (int index = 0; index < kept.Length; index++)
        {
            kept[index] = groups[index] == index
                ? Largest(Importance(plan, layers, moments, groups, index), plan.Layers[index].Output.Channels)
                : kept[groups[index]];
        }

        return kept;
    }

    /// <summary>For each layer the first one that shares its channels.</summary>
    private static int[] Groups(NetworkPlan plan)
    {
        var groups = new int[plan.Layers.Count - 1];
        for (int index = 0; index < groups.Length; index++)
        {
            Layer layer = plan.Layers[index];
            groups[index] = layer.Residual is int source ? groups[source] : layer.Kind == LayerKind.Depthwise ? groups[index - 1] : index;
        }

        return groups;
    }

    private static double[] Importance(NetworkPlan plan, SourceLayer[] layers, LayerMoments moments, int[] groups, int group)
    {
        var importance = new double[layers[group].Outputs];
        for (int reader = 1; reader < layers.Length; reader++)
        {
            if (groups[reader - 1] != group || layers[reader].Kind == LayerKind.Depthwise)
            {
                continue;
            }

            double[] variance = (reader == plan.Layers.Count - 1 ? moments.Features : moments.Inputs[reader]).Variance;
            double[] magnitude = layers[reader].MagnitudeByInput();
            for (int channel = 0; channel < importance.Length; channel++)
            {
                importance[channel] += Math.Sqrt(variance[channel]) * magnitude[channel];
            }
        }

        return importance;
    }

    private static int[] Largest(double[] importance, int count) =>
        [.. Enumerable.Range(0, importance.Length).OrderByDescending(channel => importance[channel]).ThenBy(channel => channel).Take(count).Order()];
}
