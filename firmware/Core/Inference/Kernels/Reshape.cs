// SPDX-License-Identifier: MIT
using System;

namespace Embedded.Inference.Kernels;

/// <summary>The same bytes under another shape.</summary>
public static class Reshape
{
    /// <summary>Copies, unless input and output are planned at the same place.</summary>
    public static void Run(Operator op, sbyte[] arena)
    {
        if (op.Input.Offset != op.Output.Offset)
        {
            Array.Copy(arena, op.Input.Offset, arena, op.Output.Offset, op.Output.Count);
        }
    }
}
