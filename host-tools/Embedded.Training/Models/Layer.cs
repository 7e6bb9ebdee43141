// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;

namespace Embedded.Training.Models;

/// <summary>One layer with weights, as numbers only: shapes and costs, no tensors.</summary>
/// <param name="Name">Such as "conv0", "block3/depthwise", "classifier".</param>
/// <param name="Kind">What it computes.</param>
/// <param name="Input">Shape of its input.</param>
/// <param name="Output">Shape of its output.</param>
/// <param name="Window">Filter, strides and padding.</param>
public sealed record Layer(string Name, LayerKind Kind, TensorShape Input, TensorShape Output, Window Window)
{
    /// <summary>The clamp after the batch norm: ReLU6, or none after a linear bottleneck and after the classifier.</summary>
    public Activation Activation { get; init; } = Kind == LayerKind.Classifier ? Activation.None : Activation.Relu6;

    /// <summary>Index of the layer whose output is added to this one's, or null: the residual connection of MobileNetV2.</summary>
    public int? Residual { get; init; }

    /// <summary>The name of the sum with <see cref="Residual"/>, such as "block3/add"; null where nothing is added.</summary>
    public string? AdditionName => Residual is null ? null : Name[..(Name.IndexOf('/') + 1)] + "add";

    /// <summary>True for all but the classifier, which has a bias in its place.</summary>
    public bool HasBatchNorm => Kind != LayerKind.Classifier;

    /// <summary>Input channels that one filter sees.</summary>
    public int FilterChannels => Kind == LayerKind.Depthwise ? 1 : Input.Channels;

    /// <summary>Weights: [outC, filterH, filterW, filter channels].</summary>
    public int Weights => Output.Channels * WeightsPerFilter;

    /// <summary>Weights and one bias a channel: what remains on the device after the batch norm is folded.</summary>
    public int Parameters => Weights + Output.Channels;

    /// <summary>Multiply-accumulates for one picture, padding counted like TensorFlow does (as if it were image).</summary>
    public long MultiplyAccumulates => (long)Output.Height * Output.Width * Weights;

    /// <summary>filterH x filterW x filter channels: the inputs of one output value.</summary>
    public int WeightsPerFilter => Window.FilterHeight * Window.FilterWidth * FilterChannels;
}
