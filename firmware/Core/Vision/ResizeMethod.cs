// SPDX-License-Identifier: MIT
namespace Embedded.Vision;

/// <summary>How the cropped frame is brought to the model's input size.</summary>
public enum ResizeMethod
{
    /// <summary>Each output pixel is the exact mean of the source area under it: best when shrinking, the default.</summary>
    Area = 0,

    /// <summary>Each output pixel is interpolated between the four source pixels around its centre: smoother when enlarging.</summary>
    Bilinear = 1,
}
