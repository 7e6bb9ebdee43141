// SPDX-License-Identifier: MIT
using Embedded.Decision;
using Embedded.Vision;

namespace Embedded.Compiler.Graph;

/// <summary>An int8 network before it is planned: what the quantizer makes, what importers make, what the writer takes.</summary>
public sealed record QuantizedGraph
{
    /// <summary>Every activation; [0] is the input.</summary>
    public required QuantizedTensor[] Tensors { get; init; }

    /// <summary>In execution order.</summary>
    public required QuantizedOperator[] Operators { get; init; }

    /// <summary>One name an output channel.</summary>
    public required string[] Labels { get; init; }

    /// <summary>How a frame becomes the input tensor; null if the input is no picture.</summary>
    public InputSpec? InputSpec { get; init; }

    /// <summary>Decision and print settings.</summary>
    public DecisionSettings Decision { get; init; } = new();

    /// <summary>Lines "key=value" for people: architecture, training data, accuracy.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Notes { get; init; } = [];

    /// <summary>Index of the tensor that the last operator writes.</summary>
    public int Output => Operators[^1].Output;
}
