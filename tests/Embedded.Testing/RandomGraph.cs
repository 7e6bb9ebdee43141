// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;
using Embedded.Inference;
using Embedded.Vision;

namespace Embedded.Testing;

/// <summary>Small quantized networks with random weights, the same for the same seed.</summary>
public static class RandomGraph
{
    /// <summary>A MobileNet in miniature: convolution, <paramref name="blocks"/> depthwise separable blocks, pool, classifier, softmax.</summary>
    public static QuantizedGraph MobileNet(int seed, int size = 24, int channels = 3, int blocks = 3, int classes = 5)
    {
        var builder = new RandomGraphBuilder(seed, new TensorShape(size, size, channels));
        builder.Conv2D(8, 3, 2, Activation.Relu6);
        for (int block = 0; block < blocks; block++)
        {
            builder.DepthwiseConv2D(3, block % 2 == 0 ? 1 : 2, 1, Activation.Relu6);
            builder.Conv2D(8 + 4 * block, 1, 1, Activation.Relu6);
        }

        builder.AveragePool2D();
        builder.Conv2D(classes, 1, 1, Activation.None);
        builder.Reshape();
        builder.Softmax();
        return builder.Build([.. Enumerable.Range(0, classes).Select(index => $"class{index}")]) with
        {
            InputSpec = new InputSpec(size, size, channels, ResizeMethod.Area, null),
        };
    }

    /// <summary>
    /// A MobileNetV2 in miniature (Sandler et al. 2018, section 3.3): inverted residuals, expand, depthwise, project without
    /// activation, and a sum where shapes allow; padding as an operator of its own before the first, mean instead of pool.
    /// </summary>
    public static QuantizedGraph MobileNetV2(int seed, int size = 24, int channels = 3, int blocks = 4, int classes = 5)
    {
        var builder = new RandomGraphBuilder(seed, new TensorShape(size, size, channels));
        builder.Pad(0, 0, 1, 1);
        builder.Conv2D(8, Window.Valid(3, 3, 2, 2), Activation.Relu6);
        for (int block = 0; block < blocks; block++)
        {
            int input = builder.Last;
            int inChannels = builder.Shape.Channels;
            bool isResidual = block % 3 != 0;
            builder.Conv2D(3 * inChannels, 1, 1, Activation.Relu6);
            builder.DepthwiseConv2D(3, isResidual ? 1 : 2, 1, Activation.Relu6);
            builder.Conv2D(isResidual ? inChannels : inChannels + 4, 1, 1, Activation.None);
            if (isResidual)
            {
                builder.Add(input, earlierFirst: block % 2 == 0);
            }
        }

        builder.Conv2D(32, 1, 1, Activation.Relu6);
        builder.Mean();
        builder.Reshape();
        builder.FullyConnected(classes, Activation.None);
        builder.Softmax();
        return builder.Build([.. Enumerable.Range(0, classes).Select(index => $"class{index}")]) with
        {
            InputSpec = new InputSpec(size, size, channels, ResizeMethod.Area, null),
        };
    }

    /// <summary>MobileNetV1 (Howard et al. 2017, table 1) with random weights.</summary>
    public static QuantizedGraph MobileNetV1(int seed, double width = 0.25, int size = 96, int channels = 3, int classes = 5)
    {
        int[] outputs = [64, 128, 128, 256, 256, 512, 512, 512, 512, 512, 512, 1024, 1024];
        int[] strides = [1, 2, 1, 2, 1, 2, 1, 1, 1, 1, 1, 2, 1];
        var builder = new RandomGraphBuilder(seed, new TensorShape(size, size, channels));
        builder.Conv2D(Scaled(32), 3, 2, Activation.Relu6);
        for (int block = 0; block < outputs.Length; block++)
        {
            builder.DepthwiseConv2D(3, strides[block], 1, Activation.Relu6);
            builder.Conv2D(Scaled(outputs[block]), 1, 1, Activation.Relu6);
        }

        builder.AveragePool2D();
        builder.Conv2D(classes, 1, 1, Activation.None);
        builder.Reshape();
        builder.Softmax();
        return builder.Build([.. Enumerable.Range(0, classes).Select(index => $"class{index}")]) with
        {
            InputSpec = new InputSpec(size, size, channels, ResizeMethod.Area, null),
        };

        int Scaled(int full) => Math.Max(8, (int)(width * full));
    }

    /// <summary>MobileNetV2 (Sandler et al. 2018, table 2) with random weights, channels in multiples of 8 as in TensorFlow.</summary>
    public static QuantizedGraph FullMobileNetV2(int seed, double width, int size, int channels = 3, int classes = 5)
    {
        (int Expansion, int Channels, int Count, int Stride)[] stages =
            [(1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1)];
        var builder = new RandomGraphBuilder(seed, new TensorShape(size, size, channels));
        builder.Conv2D(Scaled(32), 3, 2, Activation.Relu6);
        foreach ((int expansion, int stageChannels, int count, int stride) in stages)
        {
            for (int block = 0; block < count; block++)
            {
                int input = builder.Last;
                TensorShape shape = builder.Shape;
                if (expansion > 1)
                {
                    builder.Conv2D(expansion * shape.Channels, 1, 1, Activation.Relu6);
                }

                builder.DepthwiseConv2D(3, block == 0 ? stride : 1, 1, Activation.Relu6);
                builder.Conv2D(Scaled(stageChannels), 1, 1, Activation.None);
                if (builder.Shape == shape)
                {
                    builder.Add(input, earlierFirst: true);
                }
            }
        }

        builder.Conv2D(Math.Max(1280, Scaled(1280)), 1, 1, Activation.Relu6);
        builder.Mean();
        builder.FullyConnected(classes, Activation.None);
        builder.Softmax();
        return builder.Build([.. Enumerable.Range(0, classes).Select(index => $"class{index}")]) with
        {
            InputSpec = new InputSpec(size, size, channels, ResizeMethod.Area, null),
        };

        int Scaled(int full)
        {
            int nearest = Math.Max(8, (int)(width * full + 4) / 8 * 8);
            return nearest < 0.9 * width * full ? nearest + 8 : nearest;
        }
    }
}
