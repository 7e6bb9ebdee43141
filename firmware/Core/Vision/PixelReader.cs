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
        ReadRow(x, y, 1, values);
    }

    /// <summary>Writes the pixels (x .. x + count - 1, y) to <paramref name="values"/> [count, 1 or 3], 0 to 255.</summary>
    public void ReadRow(int x, int y, int count, int[] values)
    {
        byte[] pixels = _pixels;
        int at = (y * _width + x) * Frame.BytesPerPixel(_format);
        int end = count * _channels;
        switch (_format)
        {
            case PixelFormat.Gray8:
                for (int index = 0; index < end; at++)
                {
                    for (int channel = 0; channel < _channels; channel++)
                    {
                        values[index++] = pixels[at];
                    }
                }

                break;
            case PixelFormat.Rgb888:
                for (int index = 0; index < end; at += 3)
                {
                    index = Store(values, index, pixels[at], pixels[at + 1], pixels[at + 2]);
                }

                break;
            default:
                int lowAt = _format == PixelFormat.Rgb565LittleEndian ? 0 : 1;
                for (int index = 0; index < end; at += 2)
                {
                    int low = pixels[at + lowAt];
                    int high = pixels[at + 1 - lowAt];
                    int red = high >> 3;
                    int green = ((high & 7) << 3) | (low >> 5);
                    int blue = low & 31;
                    index = Store(values, index, (red << 3) | (red >> 2), (green << 2) | (green >> 4), (blue << 3) | (blue >> 2)); // 31 becomes 255
                }

                break;
        }
    }

    private int Store(int[] values, int index, int red, int green, int blue)
    {
        if (_channels == 1)
        {
            values[index] = (77 * red + 150 * green + 29 * blue + 128) >> 8; // 77 + 150 + 29 = 256
            return index + 1;
        }

        values[index] = red;
        values[index + 1] = green;
        values[index + 2] = blue;
        return index + 3;
    }
}
