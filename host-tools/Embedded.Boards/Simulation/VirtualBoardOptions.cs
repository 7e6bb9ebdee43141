// SPDX-License-Identifier: MIT
using Embedded.Inference;

namespace Embedded.Boards;

/// <summary>How a virtual board runs.</summary>
public sealed record VirtualBoardOptions
{
    /// <summary>Time that the camera takes for a frame; none by default.</summary>
    public TimeSpan FramePeriod { get; init; } = TimeSpan.Zero;

    /// <summary>The clock behind the board's microsecond counter: by default the host's, so that milliseconds on the console are the host's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The file <c>I:\model.emb</c> in the board's file system; null, as by default, for none.</summary>
    public byte[]? ModelFile { get; init; }

    /// <summary>Most bytes of a model that is copied to native memory; null for what a stock firmware keeps outside the C# heap.</summary>
    public int? NativeMemoryBytes { get; init; }

    /// <summary>The board whose pins were built into the application; null, as by default, for the board itself.</summary>
    public BoardDescriptor? BuiltFor { get; init; }

    /// <summary>
    /// Makes what stands for the native engine of the firmware from a model file, or throws <see cref="ModelFormatException"/>. Null, as by
    /// default, is a firmware without it: the application then computes in C#. An engine that is disposable is disposed after the run.
    /// </summary>
    public Func<byte[], IEngine>? Engine { get; init; }
}
