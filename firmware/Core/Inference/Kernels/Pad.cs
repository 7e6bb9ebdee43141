// SPDX-License-Identifier: MIT
using System;

namespace Embedded.Inference.Kernels;

/// <summary>The input inside a frame of real zeros.</summary>
public static class Pad
{
    /// <summary>Runs the operator, row by row in the order its mode asks for.</summary>
    public static void Run(Operator op, sbyte[] arena)
    {
        Tensor input = op.Input;
        Tensor output = op.Output;
        int inRow = input.Width * input.Channels;
        int outRow = output.Width * output.Channels;
        int left = op.PadLeft * output.Channels;
        for (int step = 0; step < output.Height; step++)
        {
            int outY = op.RowAt(step);
            int inY = outY - op.PadTop;
            int start = output.Offset + outY * outRow;
            bool isInside = inY >= 0 && inY < input.Height;
            int first = isInside ? start + left : start + outRow; // zeros before and behind the input's values
            int behind = isInside ? first + inRow : start + outRow;
            for (int at = start; at < first; at++)
            {
                arena[at] = (sbyte)input.ZeroPoint;
            }

            if (isInside)
            {
                Array.Copy(arena, input.Offset + inY * inRow, arena, first, inRow);
            }

            for (int at = behind; at < start + outRow; at++)
            {
                arena[at] = (sbyte)input.ZeroPoint;
            }
        }
    }
}
