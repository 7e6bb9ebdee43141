// SPDX-License-Identifier: MIT
using Embedded.Vision;

namespace Embedded.Device;

/// <summary>What a camera is asked for: the smallest of the OV2640's frame sizes that covers a model's input, in grey or in colour.</summary>
public sealed class CameraFormat
{
    private CameraFormat(int width, int height, PixelFormat format)
    {
        Width = width;
        Height = height;
        Format = format;
    }

    /// <summary>Pixels a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Gray8 or Rgb565BigEndian.</summary>
    public PixelFormat Format { get; }

    /// <summary>The frame for a model's input; 320x240 if none covers it.</summary>
    /// <exception cref="DeviceException">The input is no picture (<paramref name="input"/> is null).</exception>
    public static CameraFormat For(InputSpec input)
    {
        if (input == null)
        {
            throw new DeviceException(DeviceError.InputIsNoPicture);
        }

        // Width and height, smallest area first. The ESP32 takes no larger frames than 320x240 without compression.
        int[] sizes = { 96, 96, 128, 128, 160, 120, 176, 144, 240, 176, 240, 240, 320, 240 };
        int size = 0;
        while (size < sizes.Length - 2 && (sizes[size] < input.Width || sizes[size + 1] < input.Height))
        {
            size += 2;
        }

        return new CameraFormat(sizes[size], sizes[size + 1], input.Channels == 1 ? PixelFormat.Gray8 : PixelFormat.Rgb565BigEndian);
    }
}
