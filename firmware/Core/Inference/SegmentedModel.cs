// SPDX-License-Identifier: MIT
using System;

namespace Embedded.Inference;

/// <summary>
/// A model file in memory, in one array or cut into several: a nanoFramework assembly holds less than 64 KB of constant
/// data, so larger built-in models are spread over several data assemblies.
/// </summary>
public sealed class SegmentedModel : IModelSource
{
    private readonly byte[][] _segments;

    /// <summary>A file that lies in one array.</summary>
    public SegmentedModel(byte[] file)
        : this(new byte[][] { file })
    {
    }

    /// <summary>A file cut into consecutive pieces of any size.</summary>
    public SegmentedModel(byte[][] segments)
    {
        _segments = segments;
        int length = 0;
        for (int index = 0; index < segments.Length; index++)
        {
            length += segments[index].Length;
        }

        Length = length;
    }

    /// <inheritdoc />
    public int Length { get; }

    /// <inheritdoc />
    public void Read(int position, byte[] buffer, int start, int count)
    {
        for (int index = 0; index < _segments.Length && count > 0; index++)
        {
            byte[] segment = _segments[index];
            if (position < segment.Length)
            {
                int piece = segment.Length - position < count ? segment.Length - position : count;
                Array.Copy(segment, position, buffer, start, piece);
                start += piece;
                count -= piece;
                position = 0;
            }
            else
            {
                position -= segment.Length;
            }
        }
    }
}
