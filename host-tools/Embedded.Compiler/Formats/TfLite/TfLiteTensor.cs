// SPDX-License-Identifier: MIT
namespace Embedded.Compiler.Formats.TfLite;

/// <summary>One tensor of a .tflite file, an activation or a constant.</summary>
public sealed record TfLiteTensor
{
    /// <summary>Its name, for messages.</summary>
    public string Name { get; init; } = "";

    /// <summary>Type of its values.</summary>
    public required TfLiteType Type { get; init; }

    /// <summary>Sides, the batch first.</summary>
    public required int[] Shape { get; init; }

    /// <summary>[1] per tensor, [side of <see cref="QuantizedDimension"/>] per channel, empty if not quantized.</summary>
    public float[] Scales { get; init; } = [];

    /// <summary>As long as <see cref="Scales"/>: real = scale (q - zero point).</summary>
    public long[] ZeroPoints { get; init; } = [];

    /// <summary>The axis that several scales belong to.</summary>
    public int QuantizedDimension { get; init; }

    /// <summary>A constant's values, little endian; empty for activations.</summary>
    public ReadOnlyMemory<byte> Data { get; init; }

    /// <summary>Number of values.</summary>
    public long Count => Shape.Aggregate(1L, (count, side) => count * side);

    /// <summary>Such as "1x96x96x3".</summary>
    public string ShapeText => string.Join("x", Shape);
}
