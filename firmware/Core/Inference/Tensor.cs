// SPDX-License-Identifier: MIT
namespace Embedded.Inference;

/// <summary>One int8 activation [height, width, channels] at its planned place in the arena: real = scale (q - zero point).</summary>
public sealed class Tensor
{
    internal Tensor(int height, int width, int channels, int rank, int offset, int scaleBits, int zeroPoint)
    {
        Height = height;
        Width = width;
        Channels = channels;
        Rank = rank;
        Offset = offset;
        ScaleBits = scaleBits;
        ZeroPoint = zeroPoint;
        Count = height * width * channels;
    }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Values a pixel.</summary>
    public int Channels { get; }

    /// <summary>4 for [1, height, width, channels], 2 for [1, channels].</summary>
    public int Rank { get; }

    /// <summary>Index of the first value in the arena.</summary>
    public int Offset { get; }

    /// <summary>The scale as the bits of an IEEE 754 single: the engine never computes with it, reports do.</summary>
    public int ScaleBits { get; }

    /// <summary>The int8 value that means real 0.</summary>
    public int ZeroPoint { get; }

    /// <summary>Number of values, and bytes.</summary>
    public int Count { get; }

    /// <summary>Index one past the last value in the arena.</summary>
    public int End => Offset + Count;
}
