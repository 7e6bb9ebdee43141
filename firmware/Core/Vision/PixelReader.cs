// SPDX-License-Identifier: MIT
namespace Embedded.Vision;

/// <summary>Reads single pixels of any format in the model's channels: grey (ITU-R BT.601 luma) or red, green, blue.</summary>
internal sealed class PixelReader
{
    private readonly int _channels;
    private byte[] _pixels;
    private int _width;
    private PixelFormat _format;

    public PixelReader(int channels)
    {
        _channels = channels;
    }

    public void Open(Frame frame)
    {
        _pixels = frame.Pixels;
        _width = frame.Width;
        _format = frame.Format;
    }

    /// <summary>Writes the pixel at (x, y) to <paramref name="values"/> [1 or 3], 0 to 255.</summary>
    public void Read(int x, int y, int[] values)
    {
        int red, green, blue;
        int index = y * _width + x;
        switch (_format)
        {
            case PixelFormat.Gray8:
                values[0] = _pixels[index];
                values[1] = values[0];
                values[2] = values[0];
                return;
            case PixelFormat.Rgb888:
                red = _pixels[3 * index];
                green = _pixels[3 * index + 1];
                blue = _pixels[3 * index + 2];
                break;
            default:
                int low = _pixels[2 * index + (_format == PixelFormat.Rgb565LittleEndian ? 0 : 1)];
                int high = _pixels[2 * index + (_format == PixelFormat.Rgb565LittleEndian ? 1 : 0)];
                red = high >> 3;
                green = ((high & 7) << 3) | (low >> 5);
                blue = low & 31;
                red = (red << 3) | (red >> 2); // 31 becomes 255, 0 stays 0
                green = (green << 2) | (green >> 4);
                blue = (blue << 3) | (blue >> 2);
                break;
        }

        if (_channels == 1)
        {
            values[0] = (77 * red + 150 * green + 29 * blue + 128) >> 8; // 77 + 150 + 29 = 256
            return;
        }

        values[0] = red;
        values[1] = green;
        values[2] = blue;
    }
}
