// SPDX-License-Identifier: MIT
using Embedded.Vision;

namespace Embedded.Data.Tests;

/// <summary>
/// Preprocessing from its definition, in fractions: the frame is a function on the plane that is constant on each unit
/// square (area) or linear between the squares' centres (bilinear); an output pixel is its mean over a rectangle or its value
/// at the rectangle's middle. Slow, and shares no formula with Core.
/// </summary>
internal sealed class PreprocessorOracle(Frame frame, InputSpec spec)
{
    private readonly (int Start, int Length) _columns = Crop(frame.Width, frame.Height, spec.Width, spec.Height);
    private readonly (int Start, int Length) _rows = Crop(frame.Height, frame.Width, spec.Height, spec.Width);

    /// <summary>[height, width, channels] int8.</summary>
    public sbyte[] Run()
    {
        var tensor = new List<sbyte>();
        for (int outY = 0; outY < spec.Height; outY++)
        {
            (int, Rational)[] rowWeights = Weights(_rows, spec.Height, outY, frame.Height);
            for (int outX = 0; outX < spec.Width; outX++)
            {
                (int, Rational)[] columnWeights = Weights(_columns, spec.Width, outX, frame.Width);
                for (int channel = 0; channel < spec.Channels; channel++)
                {
                    int value = WeightedSum(rowWeights, columnWeights, channel).Round();
                    tensor.Add(spec.PixelToInt8 == null ? (sbyte)(value - 128) : spec.PixelToInt8[value]);
                }
            }
        }

        return [.. tensor];
    }

    /// <summary>The longest middle part of one side whose ratio to the whole other side does not exceed the model's; the odd pixel stays behind.</summary>
    private static (int Start, int Length) Crop(int side, int otherSide, int modelSide, int otherModelSide)
    {
        int length = side;
        while (length > 1 && (long)length * otherModelSide > (long)otherSide * modelSide)
        {
            length--;
        }

        return ((side - length) / 2, length);
    }

    /// <summary>The source pixels of one axis that matter to an output, and how much.</summary>
    private (int, Rational)[] Weights((int Start, int Length) crop, int outputs, int output, int side)
    {
        Rational[] weights = spec.Resize == ResizeMethod.Area ? Shares(crop, outputs, output, side) : Tents(crop, outputs, output, side);
        return [.. from x in Enumerable.Range(0, side) where weights[x].CompareTo(0) > 0 select (x, weights[x])];
    }

    /// <summary>The share of an output's interval that lies on each source pixel.</summary>
    private static Rational[] Shares((int Start, int Length) crop, int outputs, int output, int side)
    {
        Rational width = new(crop.Length, outputs);
        Rational from = crop.Start + output * width;
        Rational to = from + width;
        return [.. Enumerable.Range(0, side).Select(x => Rational.Max(0, Rational.Min(to, x + 1) - Rational.Max(from, x)) / width)];
    }

    /// <summary>1 less the distance between the output's middle, kept within the outermost centres, and each source pixel's.</summary>
    private static Rational[] Tents((int Start, int Length) crop, int outputs, int output, int side)
    {
        Rational half = new(1, 2);
        Rational middle = crop.Start + (output + half) * new Rational(crop.Length, outputs);
        middle = Rational.Max(crop.Start + half, Rational.Min(middle, crop.Start + crop.Length - half));
        return [.. Enumerable.Range(0, side).Select(x => Rational.Max(0, 1 - Rational.Max(middle - (x + half), x + half - middle)))];
    }

    private Rational WeightedSum((int, Rational)[] rowWeights, (int, Rational)[] columnWeights, int channel)
    {
        Rational sum = 0;
        foreach ((int y, Rational rowWeight) in rowWeights)
        {
            Rational row = 0;
            foreach ((int x, Rational columnWeight) in columnWeights)
            {
                row += columnWeight * Pixel(x, y, channel);
            }

            sum += rowWeight * row;
        }

        return sum;
    }

    private int Pixel(int x, int y, int channel)
    {
        int bytes = frame.ByteCount / (frame.Width * frame.Height);
        ReadOnlySpan<byte> pixel = frame.Pixels.AsSpan((y * frame.Width + x) * bytes, bytes);
        int[] colour = frame.Format switch
        {
            PixelFormat.Gray8 => [pixel[0]],
            PixelFormat.Rgb888 => [pixel[0], pixel[1], pixel[2]],
            PixelFormat.Rgb565LittleEndian => Expand(pixel[0] + 256 * pixel[1]),
            _ => Expand(256 * pixel[0] + pixel[1]),
        };
        if (colour.Length == 1)
        {
            return colour[0];
        }

        return spec.Channels == 3 ? colour[channel] : new Rational(77 * colour[0] + 150 * colour[1] + 29 * colour[2], 256).Round();
    }

    /// <summary>5, 6 and 5 bits, each repeated from its top bit to fill a byte.</summary>
    private static int[] Expand(int packed)
    {
        int red = packed / 2048;
        int green = packed / 32 % 64;
        int blue = packed % 32;
        return [red * 8 + red / 4, green * 4 + green / 16, blue * 8 + blue / 4];
    }
}
