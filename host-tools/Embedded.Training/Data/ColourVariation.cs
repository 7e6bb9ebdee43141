// SPDX-License-Identifier: MIT
using Embedded.Vision;

namespace Embedded.Training.Data;

/// <summary>
/// Light, contrast, saturation, hue and white balance as one matrix: colour = matrix x colour + offset, with sensor noise added;
/// fixed point with 12 fraction bits.
/// </summary>
internal sealed class ColourVariation
{
    private const int FractionBits = 12;
    private const int One = 1 << FractionBits;
    private const int NoiseUnit = 32; // the table's standard deviation
    private const int NoiseMask = (1 << 16) - 1;

    private static readonly sbyte[] s_noise = DrawNoise(); // [65536], read only

    private readonly int[] _matrix = new int[9];
    private readonly int _offset;
    private readonly int _noiseFactor;
    private readonly int _noiseStart;

    /// <summary>Draws one picture's variation.</summary>
    public ColourVariation(AugmentationSettings settings, ref SeededRandom random)
    {
        double light = CropWindow.Factor(settings.Brightness, ref random);
        double contrast = CropWindow.Factor(settings.Contrast, ref random);
        double saturation = CropWindow.Factor(settings.Saturation, ref random);
        double hue = random.Uniform(-settings.HueDegrees, settings.HueDegrees) * Math.PI / 180;
        double red = CropWindow.Factor(settings.WhiteBalance, ref random);
        double blue = CropWindow.Factor(settings.WhiteBalance, ref random);
        double deviation = random.Chance(settings.NoiseProbability) ? random.NextDouble() * settings.NoiseDeviation : 0;

        double[] balance = [red, 1, blue];
        double cos = Math.Cos(hue);
        double along = (1 - cos) / 3; // turn about the grey axis (1, 1, 1)/sqrt(3), Rodrigues
        double sin = Math.Sin(hue) / Math.Sqrt(3);
        double[] turn = [cos + along, along - sin, along + sin, along + sin, cos + along, along - sin, along - sin, along + sin, cos + along];
        double[] luma = [0.299, 0.587, 0.114]; // ITU-R BT.601
        for (int row = 0; row < 3; row++)
        {
            for (int column = 0; column < 3; column++)
            {
                double value = saturation * turn[3 * row + column] + (1 - saturation) * luma[column];
                _matrix[3 * row + column] = (int)Math.Round(One * contrast * light * balance[column] * value);
            }
        }

        _offset = (int)Math.Round(One * (127.5 * (1 - contrast) + 0.5));
        _noiseFactor = (int)Math.Round(One * deviation / NoiseUnit);
        _noiseStart = random.Below(NoiseMask);
    }

    /// <summary>Applies it to [count, 3] pixels, in place, or from <paramref name="pixels"/> to 5-6-5 bits as the camera sends them.</summary>
    public void Run(byte[] pixels, int count, PixelFormat format)
    {
        int m00 = _matrix[0], m01 = _matrix[1], m02 = _matrix[2];
        int m10 = _matrix[3], m11 = _matrix[4], m12 = _matrix[5];
        int m20 = _matrix[6], m21 = _matrix[7], m22 = _matrix[8];
        sbyte[] noise = s_noise;
        int noiseAt = _noiseStart;
        Span<byte> rest = pixels.AsSpan(0, 3 * count);
        int packedAt = 0;
        while (rest.Length >= 3)
        {
            int red = rest[0];
            int green = rest[1];
            int blue = rest[2];
            int newRed = (m00 * red) + (m01 * green) + (m02 * blue) + _offset;
            int newGreen = (m10 * red) + (m11 * green) + (m12 * blue) + _offset;
            int newBlue = (m20 * red) + (m21 * green) + (m22 * blue) + _offset;
            if (_noiseFactor != 0)
            {
                newRed += _noiseFactor * noise[noiseAt & NoiseMask];
                newGreen += _noiseFactor * noise[(noiseAt + 1) & NoiseMask];
                newBlue += _noiseFactor * noise[(noiseAt + 2) & NoiseMask];
                noiseAt += 3;
            }

            newRed = Math.Clamp(newRed >> FractionBits, 0, 255);
            newGreen = Math.Clamp(newGreen >> FractionBits, 0, 255);
            newBlue = Math.Clamp(newBlue >> FractionBits, 0, 255);
            if (format == PixelFormat.Rgb888)
            {
                rest[2] = (byte)newBlue;
                rest[1] = (byte)newGreen;
                rest[0] = (byte)newRed;
            }
            else
            {
                pixels[packedAt] = (byte)((newRed & 0xf8) | (newGreen >> 5));
                pixels[packedAt + 1] = (byte)(((newGreen & 0x1c) << 3) | (newBlue >> 3));
                packedAt += 2; // stays behind the pixel that was just read
            }

            rest = rest[3..];
        }
    }

    private static sbyte[] DrawNoise()
    {
        var random = new SeededRandom(0, RandomPurpose.NoiseTable, 0);
        var noise = new sbyte[NoiseMask + 1];
        for (int index = 0; index < noise.Length; index++)
        {
            noise[index] = (sbyte)Math.Clamp(Math.Round(NoiseUnit * random.Normal()), -128, 127);
        }

        return noise;
    }
}
