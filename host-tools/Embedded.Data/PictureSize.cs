// SPDX-License-Identifier: MIT
namespace Embedded.Data;

/// <summary>Width and height of a file's picture in pixels, upright, before any reduction.</summary>
public readonly record struct PictureSize(int Width, int Height)
{
    /// <summary>Pixels in all.</summary>
    public long PixelCount => (long)Width * Height;
}
