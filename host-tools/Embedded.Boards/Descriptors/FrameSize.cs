// SPDX-License-Identifier: MIT
namespace Embedded.Boards;

/// <summary>Pixels of a camera frame.</summary>
public readonly record struct FrameSize(int Width, int Height)
{
    /// <summary>Width, "x", height.</summary>
    public override string ToString() => $"{Width}x{Height}";
}
