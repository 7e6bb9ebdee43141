// SPDX-License-Identifier: MIT
using Embedded.Compiler.Formats.Emb;
using Embedded.Compiler.Graph;
using Embedded.Decision;
using Embedded.Vision;

namespace Embedded.Testing;

/// <summary>A model of under 5 KB that has everything a file can have: every operator kind, the in-place modes that the planner uses, a pixel table, labels, settings and notes.</summary>
public static class TinyModel
{
    /// <summary>The graph; the same at every call.</summary>
    public static QuantizedGraph Graph()
    {
        var input = new TensorShape(8, 8, 1);
        var builder = new RandomGraphBuilder(7, input, zeroPoint: -3);
        builder.Conv2D(4, Window.Same(input, 3, 3, 1, 1), Activation.Relu6);
        builder.DepthwiseConv2D(3, 1, 1, Activation.Relu6);
        builder.Conv2D(6, 1, 1, Activation.Relu);
        builder.DepthwiseConv2D(Window.Valid(2, 1, 1, 1), 2, Activation.None); // over its input, rows forward
        builder.AveragePool2D(Window.Valid(3, 2, 2, 2)); // rows backward
        builder.Pad(1, 0, 0, 1);
        builder.Conv2D(12, 1, 1, Activation.None);
        builder.Add(builder.Last - 1, Activation.Relu6);
        builder.Mean();
        builder.Reshape();
        builder.FullyConnected(3, Activation.None);
        builder.Softmax();
        var table = new sbyte[256];
        for (int pixel = 0; pixel < 256; pixel++)
        {
            table[pixel] = (sbyte)(pixel / 2 - 64);
        }

        return builder.Build(["rose", "Gänseblümchen", "🌷"]) with
        {
            InputSpec = new InputSpec(8, 8, 1, ResizeMethod.Bilinear, table),
            Decision = new DecisionSettings { Smoothing = 3, Threshold = 61, LedClass = 1, Led = LedKind.Flash, PrintFrames = true, PrintTrace = false },
            Notes = [KeyValuePair.Create("arch", "tiny"), KeyValuePair.Create("made of", "π = 3")],
        };
    }

    /// <summary>The file.</summary>
    public static byte[] File() => EmbWriter.Write(Graph());
}
