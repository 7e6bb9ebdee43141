// SPDX-License-Identifier: MIT
using Embedded.Vision;

namespace Embedded.Compiler.Graph;

/// <summary>
/// A trained network as a list of operators in execution order over NHWC tensors: batch norm folded, padding explicit per side,
/// activation fused as a clamp. Produced by training or by import, consumed by the quantizer.
/// </summary>
public sealed record FloatGraph
{
    /// <summary>Shape of every activation; the graph's input is tensor 0.</summary>
    public required TensorShape[] Tensors { get; init; }

    /// <summary>In execution order; each output tensor is written once. The last one's output is the graph's.</summary>
    public required FloatOperator[] Operators { get; init; }

    /// <summary>One name a class, in the order of the output channels.</summary>
    public required string[] Labels { get; init; }

    /// <summary>Real value of one int8 step of the input: networks trained here take pixel/128 - 1, hence 1/128.</summary>
    public float InputScale { get; init; } = 1f / 128;

    /// <summary>The int8 input value that means real 0.</summary>
    public int InputZeroPoint { get; init; }

    /// <summary>Shape of the input picture.</summary>
    public TensorShape Input => Tensors[0];

    /// <summary>How a frame becomes the input: networks that were trained here take pixels as they are.</summary>
    public InputSpec InputSpec => new(Input.Height, Input.Width, Input.Channels, ResizeMethod.Area, null!);

    /// <summary>Index of the tensor that the last operator writes.</summary>
    public int Output => Operators[^1].Output;
}
