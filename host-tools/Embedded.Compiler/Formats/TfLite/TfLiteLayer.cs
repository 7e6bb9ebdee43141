// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;
using Embedded.Inference;

namespace Embedded.Compiler.Formats.TfLite;

/// <summary>One operator of a <see cref="TfLiteNetwork"/>: our kind and window, TensorFlow Lite's constants.</summary>
internal sealed record TfLiteLayer
{
    public required OperatorKind Kind { get; init; }

    /// <summary>Such as "operator 4 (CONV_2D)", for messages.</summary>
    public required string Name { get; init; }

    /// <summary>Such as "4 CONV_2D", for tables.</summary>
    public required string ShortName { get; init; }

    /// <summary>Indices into <see cref="TfLiteNetwork.Tensors"/>.</summary>
    public required int[] Inputs { get; init; }

    /// <summary>Index into <see cref="TfLiteNetwork.Tensors"/>.</summary>
    public required int Output { get; init; }

    public Window Window { get; init; } = Window.Point;

    public int DepthMultiplier { get; init; } = 1;

    public Activation Activation { get; init; }

    /// <summary>The filters, null for operators without; a depthwise convolution without filters only changes the grid (QUANTIZE).</summary>
    public TfLiteTensor? Weights { get; init; }

    /// <summary>The biases, null for zeros.</summary>
    public TfLiteTensor? Bias { get; init; }

    /// <summary>First operator of the file that this one stands for.</summary>
    public required int SourceIndex { get; init; }

    /// <summary>How many consecutive operators of the file it stands for.</summary>
    public int SourceCount { get; init; } = 1;
}
