// SPDX-License-Identifier: MIT
using System.Diagnostics.CodeAnalysis;
using Embedded.Vision;

namespace Embedded.Boards;

/// <summary>What arrived intact of the lines that a board printed about one frame.</summary>
public sealed record CollectedFrame
{
    /// <summary>Number of the frame.</summary>
    public required int Number { get; init; }

    /// <summary>The frame; null if its bytes were not printed or a line of them was lost or damaged.</summary>
    public Frame? Frame { get; init; }

    /// <summary>Some line of frame bytes arrived.</summary>
    public bool HasFrameLines { get; init; }

    /// <summary>[1 + operators] CRC-32 of the input and of each operator's output; null if they were not printed, or not proved by their check sum.</summary>
    public IReadOnlyList<uint>? Sums { get; init; }

    /// <summary>[classes] int8 outputs; null whenever <see cref="Sums"/> is.</summary>
    public IReadOnlyList<sbyte>? Outputs { get; init; }

    /// <summary>Some line of the trace arrived.</summary>
    public bool HasTraceLines { get; init; }

    /// <summary>The frame's last line; null if it was lost.</summary>
    public PredictionLine? Prediction { get; init; }

    /// <summary>Boot facts came between the frame before and this one.</summary>
    public bool IsAfterBoot { get; init; }

    /// <summary>Torn: some line of its bytes arrived, and another was lost or damaged. This is the one measure of damage for all who count frames.</summary>
    public bool IsTorn => HasFrameLines && Frame == null;

    /// <summary>All that its computation can be repeated from arrived intact: bytes, trace and outputs.</summary>
    [MemberNotNullWhen(true, nameof(Frame), nameof(Sums), nameof(Outputs))]
    public bool IsComputable => Frame != null && Sums != null && Outputs != null;

    /// <summary>It does not follow the frame before: the board was reset, or not heard for a while.</summary>
    public bool IsAfterBreak { get; init; }
}
