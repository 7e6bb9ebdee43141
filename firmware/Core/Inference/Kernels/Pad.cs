// SPDX-License-Identifier: MIT
using System;

namespace Embedded.Inference.Kernels;

/// <summary>The input inside a frame of real zeros.</summary>
public static class Pad
{
    /// <summary>Runs the operator; input and output do not overlap.</summary>
    public static void Run(Operator op, sbyte[] arena)
    {
        Tensor input = op.Input;
        Tensor output = op.Output;
        for (int at = output.Offset; at < output.End; at++)
        {
            arena[at] = (sbyte)input.ZeroPoint;
        }

        int inRow = input.Width * input.Channels;
        int outRow = output.Width * output.Channels;
        int corner = output.Offset + op.PadTop * outRow + op.PadLeft * output.Channels;
        for (int y = 0; y < input.Height; y++)
        {
            Array.Copy(arena, input.Offset + y * inRow, arena, corner + y * outRow, inRow);
        }
    }
}
