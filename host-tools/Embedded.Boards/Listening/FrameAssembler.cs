// SPDX-License-Identifier: MIT
using Embedded.Inference;
using Embedded.Vision;

namespace Embedded.Boards;

/// <summary>Puts a frame together from the lines that carry its bytes; a frame with a lost or damaged line is dropped.</summary>
public sealed class FrameAssembler
{
    private FrameStartLine? _start;
    private byte[] _pixels = [];
    private int _count; // bytes so far

    /// <summary>Takes a line.</summary>
    /// <returns>The frame and its number when this line completed it, else null.</returns>
    public (int Number, Frame Frame)? Add(ConsoleLine line)
    {
        switch (line)
        {
            case FrameStartLine start:
                _start = start;
                _pixels = new byte[start.Width * start.Height * Frame.BytesPerPixel(start.Format)];
                _count = 0;
                return null;
            case FrameBytesLine bytes when _start != null:
                Add(_start, bytes);
                return null;
            case FrameEndLine end:
                return End(end);
            case PredictionLine:
                _start = null; // the frame's last line came before its end
                return null;
            default:
                return null;
        }
    }

    private void Add(FrameStartLine start, FrameBytesLine line)
    {
        if (line.Frame == start.Frame && line.Offset == _count && line.Bytes.Length <= _pixels.Length - _count)
        {
            line.Bytes.CopyTo(_pixels.AsMemory(_count));
            _count += line.Bytes.Length;
        }
    }

    private (int Number, Frame Frame)? End(FrameEndLine end)
    {
        FrameStartLine? start = _start;
        _start = null;
        if (start == null || start.Frame != end.Frame || _count != _pixels.Length || Crc32.Of(_pixels) != end.Crc)
        {
            return null;
        }

        return (start.Frame, new Frame(_pixels, start.Width, start.Height, start.Format));
    }
}
