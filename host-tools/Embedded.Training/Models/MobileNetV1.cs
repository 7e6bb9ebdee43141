// SPDX-License-Identifier: MIT
// MobileNets (Howard et al. 2017, arXiv 1704.04861), table 1. A block is a depthwise 3x3 and a pointwise 1x1 convolution, each
// followed by batch norm and ReLU6. Padding is TensorFlow's SAME from the first training step on: on even sizes a stride of 2
// pads bottom and right only, as the device does.
using Embedded.Compiler.Graph;

namespace Embedded.Training.Models;

/// <summary>MobileNetV1 of any width and input size.</summary>
public sealed class MobileNetV1 : IArchitecture
{
    /// <summary>Its name in recipes.</summary>
    public const string ArchitectureName = "mobilenet-v1";

    private const int FirstChannels = 32;

    private static readonly (int Channels, int Stride)[] s_blocks =
    [
        (64, 1), (128, 2), (128, 1), (256, 2), (256, 1), (512, 2), (512, 1), (512, 1), (512, 1), (512, 1), (512, 1), (1024, 2), (1024, 1),
    ];

    /// <inheritdoc />
    public string Name => ArchitectureName;

    /// <summary>Channels of a layer that has <paramref name="channels"/> at width 1: max(8, int(width x channels)).</summary>
    public static int Channels(double width, int channels) => Math.Max(8, (int)(width * channels));

    /// <inheritdoc />
    public NetworkPlan Plan(NetworkSpec spec)
    {
        var layers = new List<Layer>();
        TensorShape shape = new(spec.Size, spec.Size, spec.Channels);
        Append("conv0", LayerKind.Convolution, 3, 2, Channels(spec.Width, FirstChannels));
        for (int block = 0; block < s_blocks.Length; block++)
        {
            Append($"block{block + 1}/depthwise", LayerKind.Depthwise, 3, s_blocks[block].Stride, shape.Channels);
            Append($"block{block + 1}/pointwise", LayerKind.Pointwise, 1, 1, Channels(spec.Width, s_blocks[block].Channels));
        }

        shape = new TensorShape(1, 1, shape.Channels); // global average pool
        Append("classifier", LayerKind.Classifier, 1, 1, spec.Classes);
        return new NetworkPlan(spec, layers);

        void Append(string name, LayerKind kind, int filter, int stride, int channels)
        {
            Window window = Window.Same(shape, filter, filter, stride, stride);
            TensorShape output = window.Output(shape, channels);
            layers.Add(new Layer(name, kind, shape, output, window));
            shape = output;
        }
    }
}
