// SPDX-License-Identifier: MIT
namespace Embedded.Data.Camera;

/// <summary>Between pixel values and light: the curve of sRGB (IEC 61966-2-1), on the way back with a camera's own power on top.</summary>
internal static class ToneCurve
{
    private const int LightSteps = 8192; // near black a step changes the pixel value by 0.4
    private const int Codes = 1024; // the sensor's 10 bits

    private static readonly float[] s_light = [.. Enumerable.Range(0, 256).Select(value => (float)ToLight(value / 255.0))];
    private static readonly ushort[] s_codes = [.. Enumerable.Range(0, LightSteps).Select(step => (ushort)Math.Round((Codes - 1) * ToValue(step / (LightSteps - 1.0))))];

    /// <summary>[256] light of each pixel value, times <paramref name="factor"/>.</summary>
    public static float[] Light(double factor) => [.. s_light.Select(light => light * (float)factor)];

    /// <summary>[1024] pixel value of each code, rounded to the nearest.</summary>
    /// <param name="gamma">Values of 0 to 1 are raised to this power.</param>
    public static byte[] Values(double gamma) => [.. Enumerable.Range(0, Codes).Select(code => (byte)(255 * Math.Pow(code / (Codes - 1.0), gamma) + 0.5))];

    /// <summary>0 to 1023 for light of 0 to 1.</summary>
    public static int Code(float light) => s_codes[(int)(light * (LightSteps - 1) + 0.5f)];

    private static double ToLight(double value) => value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);

    private static double ToValue(double light) => light <= 0.0031308 ? 12.92 * light : 1.055 * Math.Pow(light, 1 / 2.4) - 0.055;
}
