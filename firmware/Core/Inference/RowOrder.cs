// SPDX-License-Identifier: MIT
namespace Embedded.Inference;

/// <summary>
/// Whether an operator whose output overlaps its input reads every input row before it is overwritten. Output row y reads the
/// input rows of its window, [y stride - pad top, y stride - pad top + filter height).
/// </summary>
public static class RowOrder
{
    /// <summary>True for the kinds that compute their output row by row and can do so in either direction.</summary>
    public static bool Has(OperatorKind kind) =>
        kind == OperatorKind.Conv2D || kind == OperatorKind.DepthwiseConv2D || kind == OperatorKind.AveragePool2D || kind == OperatorKind.Pad;

    /// <summary>True if output and input may overlap as they lie, under the rule of the operator's mode.</summary>
    public static bool IsSafe(Operator op)
    {
        if (op.InPlaceMode == EmbFormat.InPlaceRows)
        {
            return IsBeforeRowsFrom(op, op.FilterHeight); // the rows of the window are in scratch
        }

        return (op.InPlaceMode == EmbFormat.InPlaceForward && IsBeforeRowsFrom(op, 0))
            || (op.InPlaceMode == EmbFormat.InPlaceBackward && IsBehindRowsRead(op));
    }

    /// <summary>Each output row ends before the input row that lies <paramref name="rows"/> below the first one of its window.</summary>
    private static bool IsBeforeRowsFrom(Operator op, int rows)
    {
        int inRow = op.Input.Width * op.Input.Channels;
        int outRow = op.Output.Width * op.Output.Channels;
        for (int outY = 0; outY < op.Output.Height; outY++)
        {
            int first = outY * Stride(op) - op.PadTop + rows;
            first = first < 0 ? 0 : first;
            if (first < op.Input.Height && op.Output.Offset + (outY + 1) * outRow > op.Input.Offset + first * inRow)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Each output row starts behind the last input row of its window.</summary>
    private static bool IsBehindRowsRead(Operator op)
    {
        int inRow = op.Input.Width * op.Input.Channels;
        int outRow = op.Output.Width * op.Output.Channels;
        int filterHeight = op.Kind == OperatorKind.Pad ? 1 : op.FilterHeight;
        for (int outY = 0; outY < op.Output.Height; outY++)
        {
            int end = outY * Stride(op) - op.PadTop + filterHeight;
            end = end > op.Input.Height ? op.Input.Height : end;
            if (end > 0 && op.Output.Offset + outY * outRow < op.Input.Offset + end * inRow)
            {
                return false;
            }
        }

        return true;
    }

    private static int Stride(Operator op) => op.Kind == OperatorKind.Pad ? 1 : op.StrideY;
}
