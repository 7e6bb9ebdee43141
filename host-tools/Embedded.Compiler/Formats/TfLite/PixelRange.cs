// SPDX-License-Identifier: MIT
using System.Globalization;

namespace Embedded.Compiler.Formats.TfLite;

/// <summary>How a network was trained to see pixels: real = (pixel - Mean) / Deviation, NormalizationOptions of TensorFlow Lite metadata.</summary>
/// <param name="Mean">Subtracted from a pixel 0 to 255.</param>
/// <param name="Deviation">Divides the difference, above 0.</param>
public sealed record PixelRange(float Mean, float Deviation)
{
    /// <summary>pixel/128 - 1, as networks are trained here and by TensorFlow's quantized MobileNets.</summary>
    public static PixelRange Symmetric128 { get; } = new(128, 128);

    /// <summary>pixel/127.5 - 1, as Keras' MobileNets.</summary>
    public static PixelRange Symmetric { get; } = new(127.5f, 127.5f);

    /// <summary>pixel/255.</summary>
    public static PixelRange Unit { get; } = new(0, 255);

    /// <summary>The pixel itself.</summary>
    public static PixelRange Raw { get; } = new(0, 1);

    /// <summary>The ranges above.</summary>
    public static IReadOnlyList<PixelRange> Usual { get; } = [Symmetric128, Symmetric, Unit, Raw];

    /// <summary>The real value of a pixel.</summary>
    public double RealOf(int pixel) => (pixel - (double)Mean) / Deviation;

    /// <summary>
    /// The range whose ends lie nearest to those of an int8 input with this grid: quantization covers what training showed it.
    /// Null if none comes within a twentieth of the width, as for pictures normalized by mean and deviation a channel.
    /// </summary>
    public static PixelRange? Guess(float scale, int zeroPoint)
    {
        double low = scale * (-128.0 - zeroPoint);
        double high = scale * (127.0 - zeroPoint);
        PixelRange best = Usual.MinBy(range => Distance(range, low, high))!;
        return Distance(best, low, high) < 0.05 * (high - low) ? best : null;
    }

    /// <summary>
    /// [256] int8 value of each pixel, rounded half away from zero as QUANTIZE does. Null, for pixel XOR 80 hex, if no pixel is more
    /// than one step away from that: such a grid was laid over the pixels, and users of TensorFlow Lite feed them as they are.
    /// </summary>
    public sbyte[]? TableFor(float scale, int zeroPoint)
    {
        var table = new sbyte[256];
        bool isPlain = true;
        for (int pixel = 0; pixel < 256; pixel++)
        {
            double step = RealOf(pixel) / scale + zeroPoint;
            float quotient = MathF.Round((float)RealOf(pixel) / scale, MidpointRounding.AwayFromZero); // in single precision, as QUANTIZE
            table[pixel] = (sbyte)Math.Clamp(quotient + zeroPoint, -128, 127);
            isPlain &= Math.Abs(step - (pixel - 128)) <= 1.001;
        }

        return isPlain ? null : table;
    }

    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"(pixel - {Mean})/{Deviation}");

    private static double Distance(PixelRange range, double low, double high) =>
        Math.Abs(range.RealOf(0) - low) + Math.Abs(range.RealOf(255) - high);
}
