// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;
using Embedded.Vision;

namespace Embedded.Training.Models;

/// <summary>
/// A network as a chain of layers, some of which add the output of an earlier one (<see cref="Layer.Residual"/>), with a global
/// average pool before the last one, the classifier. It holds shapes and counts and needs no libtorch.
/// </summary>
/// <param name="Spec">The network that was planned.</param>
/// <param name="Layers">In execution order; the last is the classifier.</param>
public sealed record NetworkPlan(NetworkSpec Spec, IReadOnlyList<Layer> Layers)
{
    /// <summary>Added to a batch norm's variance, as in the MobileNet reference.</summary>
    public const double BatchNormEpsilon = 1e-3;

    /// <summary>Shape of the input picture.</summary>
    public TensorShape Input => Layers[0].Input;

    /// <summary>How a frame becomes the input.</summary>
    public InputSpec InputSpec => new(Input.Height, Input.Width, Input.Channels, ResizeMethod.Area, null!);

    /// <summary>Shape of what the global average pool takes.</summary>
    public TensorShape Features => Layers[^2].Output;

    /// <summary>The 1x1 convolution after the pool.</summary>
    public Layer Classifier => Layers[^1];

    /// <summary>Weights and biases with batch norms folded: what goes to the device.</summary>
    public long Parameters => Layers.Sum(layer => (long)layer.Parameters);

    /// <summary>Multiply-accumulates for one picture, the pool's additions not counted.</summary>
    public long MultiplyAccumulates => Layers.Sum(layer => layer.MultiplyAccumulates);

    /// <summary>Channels that have a batch norm.</summary>
    public int BatchNormChannels => Layers.Where(layer => layer.HasBatchNorm).Sum(layer => layer.Output.Channels);
}
