// SPDX-License-Identifier: MIT
namespace Embedded.Data;

/// <summary>
/// Raw grey pixels, as data sets for microcontrollers and camera dumps carry them: one byte a pixel, 0 black, top row first, nothing
/// else in the file. The picture is square, since only its length tells its size: 9,216 bytes are 96x96 pixels.
/// </summary>
internal static class GreyFile
{
    /// <summary>What the name of such a file ends in.</summary>
    public const string Extension = ".gray";

    /// <summary>Whether the name is one of a grey file.</summary>
    public static bool IsNamed(string path) => path.EndsWith(Extension, StringComparison.OrdinalIgnoreCase);

    /// <summary>A picture with equal red, green and blue; preprocessed to one channel it gives the file's bytes again.</summary>
    /// <exception cref="PictureException">The length is no square.</exception>
    public static Picture Decode(byte[] file, string path)
    {
        int side = (int)Math.Sqrt(file.Length);
        if ((long)side * side != file.Length)
        {
            throw new PictureException(path, $"{file.Length:N0} bytes are no square of grey pixels; write one byte a pixel and as many rows as columns, or use a PNG");
        }

        var rgb = new byte[3 * file.Length];
        for (int pixel = 0; pixel < file.Length; pixel++)
        {
            rgb.AsSpan(3 * pixel, 3).Fill(file[pixel]);
        }

        return new Picture(side, side, rgb);
    }
}
