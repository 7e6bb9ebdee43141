// SPDX-License-Identifier: MIT
using Embedded.Data;
using Embedded.Vision;

namespace Embedded.Boards;

/// <summary>Turns a picture into what a camera would send if the picture filled its view.</summary>
public static class CameraImage
{
    /// <summary>Crops the picture to the frame's aspect around its centre, shrinks or enlarges it, and packs its pixels.</summary>
    /// <param name="picture">Any size.</param>
    /// <param name="width">Pixels a row of the frame.</param>
    /// <param name="height">Rows of the frame.</param>
    /// <param name="format">What the camera sends.</param>
    public static Frame Of(Picture picture, int width, int height, PixelFormat format)
    {
        var values = new sbyte[height * width * 3];
        new Preprocessor(new InputSpec(height, width, 3, ResizeMethod.Area, null)).Run(picture.ToFrame(), values, 0);
        var rgb = new byte[values.Length];
        for (int index = 0; index < rgb.Length; index++)
        {
            rgb[index] = (byte)(values[index] ^ 0x80); // the preprocessor's own XOR, undone
        }

        return PictureFrames.To(new Picture(width, height, rgb), format);
    }
}
