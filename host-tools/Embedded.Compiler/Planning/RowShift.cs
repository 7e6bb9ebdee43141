// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;
using Embedded.Inference;

namespace Embedded.Compiler.Planning;

/// <summary>How far an operator's output must lie before or behind its input, so that rows in order never overwrite what is still read.</summary>
/// <param name="Before">Bytes from the output's start to the input's, rows first to last (in-place mode 3).</param>
/// <param name="Behind">Bytes from the input's start to the output's, rows last to first (in-place mode 4).</param>
internal readonly record struct RowShift(int Before, int Behind)
{
    private const int PixelsAtATime = 16;

    /// <summary>
    /// The shift of <paramref name="op"/>; null for a kind that does not compute rows in order. Engines sweep each block of a
    /// convolution's weights over several pixels: the shift leaves room for as many narrow rows at a time as have 16 pixels.
    /// </summary>
    public static RowShift? Of(QuantizedOperator op, TensorShape input, TensorShape output)
    {
        if (!RowOrder.Has(op.Kind))
        {
            return null;
        }

        Window window = op.Kind == OperatorKind.Pad ? op.Window with { FilterHeight = 1, StrideY = 1 } : op.Window;
        int inRow = input.Width * input.Channels;
        int outRow = output.Width * output.Channels;
        int rows = op.Kind == OperatorKind.Conv2D ? (PixelsAtATime + output.Width - 1) / output.Width : 1;
        int before = 0;
        int behind = 0;
        for (int outY = 0; outY < output.Height; outY++)
        {
            int top = outY * window.StrideY - window.PadTop;
            int first = Math.Max(top, 0);
            int end = Math.Min(top + window.FilterHeight, input.Height);
            if (first < input.Height)
            {
                before = Math.Max(before, Math.Min(outY + rows, output.Height) * outRow - first * inRow);
            }

            if (end > 0)
            {
                behind = Math.Max(behind, end * inRow - Math.Max(outY - rows + 1, 0) * outRow);
            }
        }

        return new RowShift(before, behind);
    }
}
