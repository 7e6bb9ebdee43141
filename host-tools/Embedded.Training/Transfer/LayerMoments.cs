// SPDX-License-Identifier: MIT
using Embedded.Training.Data;
using Embedded.Training.Models;
using Embedded.Vision;
using static TorchSharp.torch;

namespace Embedded.Training.Transfer;

/// <summary>What a network's layers see and compute on a few hundred training pictures that are not varied.</summary>
/// <param name="Inputs">Of each layer before the classifier: its input.</param>
/// <param name="Convolved">Of each layer before the classifier: the convolution's output, without bias and batch norm.</param>
internal sealed record LayerMoments(Moments[] Inputs, Moments[] Convolved)
{
    /// <summary>The pooled features [features, 1, 1].</summary>
    public Moments Features { get; } = new();

    private const int Pictures = 256;
    private const int BatchSize = 32;

    /// <summary>Runs the network on pictures that are evenly spread over the source.</summary>
    /// <param name="plan">The network's layers.</param>
    /// <param name="state">Its values; with <paramref name="training"/> its running statistics are changed.</param>
    /// <param name="source">The training pictures.</param>
    /// <param name="threads">Threads that prepare pictures.</param>
    /// <param name="training">Batch norms use the batch's statistics.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static LayerMoments Measure(NetworkPlan plan, NetworkState state, ISampleSource source, int threads, bool training, CancellationToken cancellation)
    {
        int layers = plan.Layers.Count - 1;
        var moments = new LayerMoments(NewMoments(layers), NewMoments(layers));
        using var frozen = no_grad();
        using var network = new ConvolutionalNetwork(plan, state)
        {
            Convolved = (index, input, convolved) =>
            {
                moments.Inputs[index].Add(input);
                moments.Convolved[index].Add(convolved);
            },
        };
        InputSpec input = plan.InputSpec;
        foreach (Batch batch in new PreparedPictures(new SpreadSamples(source, Pictures), input, threads).Batches(BatchSize, cancellation))
        {
            using var scope = TorchSharp.torch.NewDisposeScope();
            Tensor pixels = tensor(batch.Pixels, [batch.Labels.Length, plan.Input.Height, plan.Input.Width, plan.Input.Channels]);
            Tensor features = network.Features(ConvolutionalNetwork.ToInput(pixels, plan.Spec.InputRange), training);
            moments.Features.Add(features.unsqueeze(-1).unsqueeze(-1));
        }

        return moments;
    }

    private static Moments[] NewMoments(int count) => [.. Enumerable.Range(0, count).Select(_ => new Moments())];
}
