// SPDX-License-Identifier: MIT
using Embedded.Training.Data;
using Embedded.Training.Models;
using TorchSharp;
using static TorchSharp.torch;
using Functional = TorchSharp.torch.nn.functional;

namespace Embedded.Training;

/// <summary>Measures a network on pictures that are not varied.</summary>
internal static class Evaluation
{
    private const int BatchSize = 64;

    /// <summary>Mean cross-entropy and share of correct pictures, 0 to 1.</summary>
    public static (double Loss, double Accuracy) Run(NetworkPlan plan, ConvolutionalNetwork network, PreparedPictures pictures, CancellationToken cancellation)
    {
        using var frozen = no_grad();
        double loss = 0;
        long correct = 0;
        foreach (Batch batch in pictures.Batches(BatchSize, cancellation))
        {
            using var scope = NewDisposeScope();
            Tensor labels = tensor(batch.Labels);
            Tensor pixels = tensor(batch.Pixels, [batch.Labels.Length, plan.Input.Height, plan.Input.Width, plan.Input.Channels]);
            Tensor scores = network.Forward(ConvolutionalNetwork.ToInput(pixels, plan.Spec.InputRange), training: false);
            loss += Functional.cross_entropy(scores, labels).item<float>() * batch.Labels.Length;
            correct += scores.argmax(1).eq(labels).sum().item<long>();
        }

        return (loss / pictures.Count, (double)correct / pictures.Count);
    }
}
