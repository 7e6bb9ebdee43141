// SPDX-License-Identifier: MIT
using Embedded.Data.Synth;

namespace Embedded.Data.Camera;

/// <summary>What was drawn for one frame. Nothing in it depends on the frame's size, so the same shot can be taken at another one.</summary>
/// <param name="Exposure">Light is multiplied by this.</param>
/// <param name="Red">Red light is multiplied by this as well.</param>
/// <param name="Blue">Blue light is multiplied by this as well.</param>
/// <param name="Blur">Standard deviation as a share of the frame's shorter side.</param>
/// <param name="Shading">Loss of light in the corners, 0 to 1.</param>
/// <param name="CornerRed">Red light in the corners gains this share.</param>
/// <param name="CornerBlue">Blue light in the corners gains this share.</param>
/// <param name="Gain">The amplifier's, 1 or more.</param>
/// <param name="BandDepth">Change of light by bands either way; 0 for no bands.</param>
/// <param name="Bands">How many there are from top to bottom.</param>
/// <param name="BandPhase">Where they begin, in bands, 0 to 1.</param>
/// <param name="Gamma">Pixel values of 0 to 1 are raised to this power.</param>
/// <param name="Saturation">Distance from grey is multiplied by this.</param>
/// <param name="JpegQuality">1 to 100; 0 for a frame that is not compressed.</param>
/// <param name="NoiseSeed">Begins the stream of the noise.</param>
public readonly record struct CameraShot(
    double Exposure,
    double Red,
    double Blue,
    double Blur,
    double Shading,
    double CornerRed,
    double CornerBlue,
    double Gain,
    double BandDepth,
    double Bands,
    double BandPhase,
    double Gamma,
    double Saturation,
    int JpegQuality,
    ulong NoiseSeed)
{
    /// <summary>Draws a shot; always takes the same number of random numbers.</summary>
    public static CameraShot Draw(CameraSettings settings, SplitMix64 random)
    {
        double exposure = Math.Pow(2, Between(-settings.Underexposure, settings.Overexposure, random));
        double red = Factor(settings.WhiteBalance, random);
        double blue = Factor(settings.WhiteBalance, random);
        double blur = Between(0, settings.Blur, random);
        double shading = Between(0, settings.Shading, random);
        double cornerRed = Between(-settings.ShadingTint, settings.ShadingTint, random);
        double cornerBlue = Between(-settings.ShadingTint, settings.ShadingTint, random);
        double gain = Math.Pow(settings.LargestGain, random.Unit());
        bool hasBands = random.Unit() < settings.BandProbability;
        double depth = Between(0, settings.BandDepth, random);
        double bands = Between(settings.FewestBands, settings.MostBands, random);
        double phase = random.Unit();
        double gamma = Factor(settings.Gamma, random);
        double saturation = Between(settings.LeastSaturation, settings.MostSaturation, random);
        bool isJpeg = random.Unit() < settings.JpegProbability;
        int quality = random.Whole(settings.LeastQuality, settings.MostQuality);
        return new CameraShot(
            exposure, red, blue, blur, shading, cornerRed, cornerBlue, gain, hasBands ? depth : 0, bands, phase, gamma, saturation, isJpeg ? quality : 0, random.Next());
    }

    private static double Between(double low, double high, SplitMix64 random) => low + (high - low) * random.Unit();

    /// <summary>1/(1 + range) to 1 + range, its logarithm uniform.</summary>
    private static double Factor(double range, SplitMix64 random) => Math.Exp(Between(-1, 1, random) * Math.Log(1 + range));
}
