// SPDX-License-Identifier: MIT
using Embedded.Data.Camera;

namespace Embedded.Cli.Rendering;

/// <summary>A shot of the simulated camera in a few words.</summary>
internal static class CameraText
{
    /// <summary>Light and colour.</summary>
    public static string Tone(CameraShot shot) => FormattableString.Invariant(
        $"light x{shot.Exposure:0.00}, red x{shot.Red:0.00}, blue x{shot.Blue:0.00}, gamma {shot.Gamma:0.00}");

    /// <summary>Lens, sensor and format.</summary>
    public static string Rest(CameraShot shot) => FormattableString.Invariant(
        $"{(shot.JpegQuality > 0 ? $"JPEG {shot.JpegQuality}" : "5-6-5")}, gain {shot.Gain:0.0}, blur {100 * shot.Blur:0.0} %, corners -{100 * shot.Shading:0} %")
        + (shot.BandDepth > 0 ? FormattableString.Invariant($", {shot.Bands:0} bands") : "");

    /// <summary>All but the seed of the noise, which only the simulation understands.</summary>
    public static object Document(CameraShot shot) => new
    {
        shot.Exposure,
        shot.Red,
        shot.Blue,
        shot.Gamma,
        shot.Saturation,
        shot.Blur,
        shot.Shading,
        shot.CornerRed,
        shot.CornerBlue,
        shot.Gain,
        bands = shot.BandDepth > 0 ? new { count = shot.Bands, depth = shot.BandDepth } : null,
        jpegQuality = shot.JpegQuality > 0 ? shot.JpegQuality : (int?)null,
    };
}
