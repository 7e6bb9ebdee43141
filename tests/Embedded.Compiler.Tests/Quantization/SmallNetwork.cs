// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;
using Embedded.Inference;

namespace Embedded.Compiler.Tests.Quantization;

/// <summary>A network that can be followed by hand: 2x2 pixels of one channel, one pointwise convolution, mean, classifier, softmax.</summary>
internal static class SmallNetwork
{
    /// <summary>-1, 0, 1/2 and 127/128, in all orders that matter.</summary>
    public static readonly sbyte[][] Pictures = [[-128, 0, 64, 127], [127, 64, 0, -128]];

    /// <summary>The convolution "mix" computes weight x + bias in each channel.</summary>
    public static FloatGraph With(Activation activation, params (float Weight, float Bias)[] channels) => new()
    {
        Tensors = [new(2, 2, 1), new(2, 2, channels.Length), new(1, 1, channels.Length), new(1, 1, 2), new(1, 1, 2)],
        Operators =
        [
            new FloatOperator
            {
                Kind = OperatorKind.Conv2D,
                Name = "mix",
                Inputs = [0],
                Output = 1,
                Weights = [.. channels.Select(channel => channel.Weight)],
                Bias = [.. channels.Select(channel => channel.Bias)],
                Activation = activation,
            },
            new FloatOperator { Kind = OperatorKind.Mean, Name = "mean", Inputs = [1], Output = 2 },
            new FloatOperator
            {
                Kind = OperatorKind.FullyConnected,
                Name = "classifier",
                Inputs = [2],
                Output = 3,
                Weights = [.. channels.Select((_, index) => 0.1f * (index + 1)), .. channels.Select(_ => 0.2f)],
                Bias = [0, 0.1f],
            },
            new FloatOperator { Kind = OperatorKind.Softmax, Name = "softmax", Inputs = [3], Output = 4 },
        ],
        Labels = ["first", "second"],
    };
}
