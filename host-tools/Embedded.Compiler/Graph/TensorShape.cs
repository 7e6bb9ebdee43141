// SPDX-License-Identifier: MIT
namespace Embedded.Compiler.Graph;

/// <summary>Shape of one activation, batch 1, in NHWC order.</summary>
public readonly record struct TensorShape(int Height, int Width, int Channels)
{
    /// <summary>Number of values.</summary>
    public int Count => Height * Width * Channels;

    /// <inheritdoc />
    public override string ToString() => $"{Height}x{Width}x{Channels}";
}
