// SPDX-License-Identifier: MIT
namespace Embedded.Compiler.Formats.TfLite;

/// <summary>A .tflite file with one subgraph, as plain values.</summary>
public sealed record TfLiteModel
{
    /// <summary>Activations and constants.</summary>
    public required TfLiteTensor[] Tensors { get; init; }

    /// <summary>In execution order.</summary>
    public required TfLiteOperator[] Operators { get; init; }

    /// <summary>Index of the one tensor that the caller fills.</summary>
    public required int Input { get; init; }

    /// <summary>Index of the one tensor that the caller reads.</summary>
    public required int Output { get; init; }

    /// <summary>One name a class, empty if the file carries none.</summary>
    public string[] Labels { get; init; } = [];

    /// <summary>What the file says of how pixels become the input's real values; null if it says nothing.</summary>
    public PixelRange? InputRange { get; init; }

    /// <summary>What made the file.</summary>
    public string Description { get; init; } = "";
}
