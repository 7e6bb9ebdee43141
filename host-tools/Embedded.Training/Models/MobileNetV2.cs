// SPDX-License-Identifier: MIT
// MobileNetV2 (Sandler et al. 2018, arXiv 1801.04381), table 2. A block expands its channels by a pointwise convolution (but for the
// first block), filters them by a depthwise 3x3 one and projects them onto few channels without an activation (linear bottleneck).
// Where a block repeats the one before, its input is added to its output. Padding is TensorFlow's SAME, as in MobileNetV1.
using Embedded.Compiler.Graph;

namespace Embedded.Training.Models;

/// <summary>MobileNetV2 of any width and input size.</summary>
public sealed class MobileNetV2 : IArchitecture
{
    /// <summary>Its name in recipes.</summary>
    public const string ArchitectureName = "mobilenet-v2";

    private const int FirstChannels = 32;
    private const int HeadChannels = 1280;
    private const int ImageNetClasses = 1000;

    private static readonly (int Expansion, int Channels, int Repeats, int Stride)[] s_stages =
    [
        (1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1),
    ];

    /// <inheritdoc />
    public string Name => ArchitectureName;

    /// <summary>
    /// Channels of a layer that has <paramref name="channels"/> at width 1: the nearest multiple of 8, at least 8, and never less
    /// than nine tenths of width x channels (make_divisible of tensorflow/models).
    /// </summary>
    public static int Channels(double width, int channels)
    {
        double exact = width * channels;
        int rounded = Math.Max(8, (int)(exact + 4) / 8 * 8);
        return rounded < 0.9 * exact ? rounded + 8 : rounded;
    }

    /// <summary>
    /// Channels of the last convolution where the recipe names none. The paper keeps 1280 at every width below 1, for the 1000
    /// classes of ImageNet; with fewer classes they shrink with the width, else they would be most of a narrow network.
    /// </summary>
    public static int DefaultHead(double width, int classes) => classes < ImageNetClasses ? Channels(width, HeadChannels) : HeadChannels;

    /// <inheritdoc />
    public NetworkPlan Plan(NetworkSpec spec)
    {
        var layers = new List<Layer>();
        TensorShape shape = new(spec.Size, spec.Size, spec.Channels);
        Append("conv0", LayerKind.Convolution, 3, 2, Channels(spec.Width, FirstChannels));
        int block = 0;
        foreach ((int expansion, int channels, int repeats, int stride) in s_stages)
        {
            for (int repeat = 0; repeat < repeats; repeat++)
            {
                block++;
                AppendBlock(expansion, Channels(spec.Width, channels), repeat == 0 ? stride : 1, isRepeat: repeat > 0);
            }
        }

        Append("head", LayerKind.Pointwise, 1, 1, spec.Head ?? DefaultHead(spec.Width, spec.Classes));
        shape = new TensorShape(1, 1, shape.Channels); // global average pool
        Append("classifier", LayerKind.Classifier, 1, 1, spec.Classes);
        return new NetworkPlan(spec, layers);

        void AppendBlock(int expansion, int channels, int stride, bool isRepeat)
        {
            int input = layers.Count - 1;
            if (expansion > 1)
            {
                Append($"block{block}/expand", LayerKind.Pointwise, 1, 1, expansion * shape.Channels);
            }

            Append($"block{block}/depthwise", LayerKind.Depthwise, 3, stride, shape.Channels);
            Append($"block{block}/project", LayerKind.Pointwise, 1, 1, channels);
            layers[^1] = layers[^1] with { Activation = Activation.None, Residual = isRepeat ? input : null };
        }

        void Append(string name, LayerKind kind, int filter, int stride, int channels)
        {
            Window window = Window.Same(shape, filter, filter, stride, stride);
            TensorShape output = window.Output(shape, channels);
            layers.Add(new Layer(name, kind, shape, output, window));
            shape = output;
        }
    }
}
