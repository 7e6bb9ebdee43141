// SPDX-License-Identifier: MIT
namespace Embedded.Data.Camera;

/// <summary>
/// How far the frames of an OV2640 on an ESP32-CAM may be from a good photograph. Each frame draws its own values within these
/// ranges (<see cref="CameraShot.Draw"/>). "Light" is linear, 0 black to 1 where the sensor saturates; "share" is of the frame's
/// shorter side. From the sensor's datasheet are 40 dB of signal to noise, 50 dB of dynamic range, and 15, 30 or 60 frames a second
/// (1600x1200, 800x600, 400x300); all other ranges are plausible choices, none of them is measured.
/// </summary>
public sealed record CameraSettings
{
    /// <summary>Light is halved so many times at most, 0 to 4: too dark.</summary>
    public double Underexposure { get; init; } = 1.3;

    /// <summary>Light is doubled so many times at most, 0 to 2: too bright, highlights are cut off.</summary>
    public double Overexposure { get; init; } = 0.9;

    /// <summary>Red and blue light are each multiplied by up to 1 + this or divided by it, 0 to 1.</summary>
    public double WhiteBalance { get; init; } = 0.5;

    /// <summary>Largest standard deviation of the lens's blur as a share, 0 to 0.05: a fixed lens on an object that is too near.</summary>
    public double Blur { get; init; } = 0.012;

    /// <summary>Largest loss of light in the corners, 0 to 1; it grows with the square of the distance from the centre.</summary>
    public double Shading { get; init; } = 0.5;

    /// <summary>Red and blue gain or lose up to this in the corners, 0 to 1: filters and microlenses pass oblique light differently.</summary>
    public double ShadingTint { get; init; } = 0.1;

    /// <summary>Standard deviation of the light's own noise at light 1 and gain 1, 0 to 1; datasheet: 40 dB.</summary>
    public double PhotonNoise { get; init; } = 0.01;

    /// <summary>Standard deviation of the noise in the dark at gain 1, 0 to 1; datasheet: 50 dB below saturation.</summary>
    public double ReadNoise { get; init; } = 0.0032;

    /// <summary>Standard deviation of a whole row's offset at gain 1, 0 to 1.</summary>
    public double RowNoise { get; init; } = 0.001;

    /// <summary>Largest gain of the amplifier, 1 to 32: little light, much noise. It multiplies the noise in the dark and its root that of the light.</summary>
    public double LargestGain { get; init; } = 12;

    /// <summary>Share of the frames with bands from flickering lamps, 0 to 1: rows are exposed one after the other.</summary>
    public double BandProbability { get; init; } = 0.25;

    /// <summary>Largest change of light by a band either way, 0 to 1.</summary>
    public double BandDepth { get; init; } = 0.12;

    /// <summary>Fewest bands in a frame: 100 flickers a second at 60 frames a second.</summary>
    public double FewestBands { get; init; } = 1.7;

    /// <summary>Most bands in a frame: 120 flickers a second at 15 frames a second.</summary>
    public double MostBands { get; init; } = 8;

    /// <summary>Pixel values are raised to a power of up to 1 + this or its inverse, 0 to 2: another tone curve than the photograph's.</summary>
    public double Gamma { get; init; } = 0.3;

    /// <summary>Least saturation, 0 grey to 1 unchanged: small frames of this sensor are pale.</summary>
    public double LeastSaturation { get; init; } = 0.5;

    /// <summary>Most saturation, the least or more, up to 3.</summary>
    public double MostSaturation { get; init; } = 1.1;

    /// <summary>Share of the frames that the sensor sends as JPEG, 0 to 1; the others come as 5-6-5 bits, or grey with 8.</summary>
    public double JpegProbability { get; init; } = 0.3;

    /// <summary>Least quality of a JPEG, 1 to 100 on libjpeg's scale.</summary>
    public int LeastQuality { get; init; } = 30;

    /// <summary>Most quality of a JPEG, the least or more, up to 100.</summary>
    public int MostQuality { get; init; } = 85;

    /// <summary>A camera that sends the photograph as it is, but in 5-6-5 bits: to switch single effects on.</summary>
    public static CameraSettings Perfect { get; } = new()
    {
        Underexposure = 0,
        Overexposure = 0,
        WhiteBalance = 0,
        Blur = 0,
        Shading = 0,
        ShadingTint = 0,
        PhotonNoise = 0,
        ReadNoise = 0,
        RowNoise = 0,
        LargestGain = 1,
        BandProbability = 0,
        Gamma = 0,
        LeastSaturation = 1,
        MostSaturation = 1,
        JpegProbability = 0,
    };

    /// <summary>Checks the limits.</summary>
    /// <exception cref="ArgumentException">A value lies outside of its limits; one sentence.</exception>
    public void Validate()
    {
        Require(nameof(Underexposure), Underexposure, 0, 4);
        Require(nameof(Overexposure), Overexposure, 0, 2);
        Require(nameof(WhiteBalance), WhiteBalance, 0, 1);
        Require(nameof(Blur), Blur, 0, 0.05);
        Require(nameof(Shading), Shading, 0, 1);
        Require(nameof(ShadingTint), ShadingTint, 0, 1);
        Require(nameof(PhotonNoise), PhotonNoise, 0, 1);
        Require(nameof(ReadNoise), ReadNoise, 0, 1);
        Require(nameof(RowNoise), RowNoise, 0, 1);
        Require(nameof(LargestGain), LargestGain, 1, 32);
        Require(nameof(BandProbability), BandProbability, 0, 1);
        Require(nameof(BandDepth), BandDepth, 0, 1);
        Require(nameof(FewestBands), FewestBands, 0, 100);
        Require(nameof(MostBands), MostBands, FewestBands, 100);
        Require(nameof(Gamma), Gamma, 0, 2);
        Require(nameof(LeastSaturation), LeastSaturation, 0, 3);
        Require(nameof(MostSaturation), MostSaturation, LeastSaturation, 3);
        Require(nameof(JpegProbability), JpegProbability, 0, 1);
        Require(nameof(LeastQuality), LeastQuality, 1, 100);
        Require(nameof(MostQuality), MostQuality, LeastQuality, 100);
    }

    private static void Require(string name, double value, double minimum, double maximum)
    {
        if (!(value >= minimum && value <= maximum))
        {
            throw new ArgumentException(FormattableString.Invariant($"{name} of the camera is {value}; it must be from {minimum} to {maximum}."));
        }
    }
}
