// SPDX-License-Identifier: MIT
namespace Embedded.Compiler.Formats.TfLite;

/// <summary>One operator of a .tflite file.</summary>
public sealed record TfLiteOperator
{
    /// <summary>What it computes.</summary>
    public required TfLiteOpcode Code { get; init; }

    /// <summary>Name of a custom operator, else null.</summary>
    public string? CustomName { get; init; }

    /// <summary>Version of the operator's definition.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Indices of tensors; -1 for an optional one that is left out.</summary>
    public required int[] Inputs { get; init; }

    /// <summary>Indices of tensors.</summary>
    public required int[] Outputs { get; init; }

    /// <summary>What it was told.</summary>
    public TfLiteOptions Options { get; init; } = new();

    /// <summary>Its name in the schema, or its own if it is custom.</summary>
    public string Name => Code == TfLiteOpcode.Custom ? $"the custom operator \"{CustomName}\"" : TfLiteOpcodes.NameOf(Code);
}
