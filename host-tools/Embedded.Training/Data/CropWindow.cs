// SPDX-License-Identifier: MIT
namespace Embedded.Training.Data;

/// <summary>The part of a picture that becomes a training picture: a rectangle, turned about its centre and perhaps mirrored.</summary>
/// <param name="CentreX">In source pixels; the picture spans 0 to its width.</param>
/// <param name="CentreY">In source pixels; the picture spans 0 to its height.</param>
/// <param name="Width">In source pixels.</param>
/// <param name="Height">In source pixels.</param>
/// <param name="Radians">Turn, positive from x to y.</param>
/// <param name="IsMirrored">Left and right are exchanged.</param>
internal readonly record struct CropWindow(double CentreX, double CentreY, double Width, double Height, double Radians, bool IsMirrored)
{
    /// <summary>Draws a window inside a picture of the given size (a turned one may stick out at its corners).</summary>
    public static CropWindow Draw(AugmentationSettings settings, int width, int height, ref SeededRandom random)
    {
        double side = Math.Min(width, height) * Math.Sqrt(random.Uniform(settings.MinimumCropArea, 1));
        double aspect = Math.Sqrt(Factor(settings.AspectRange, ref random));
        double cropWidth = Math.Min(side * aspect, width);
        double cropHeight = Math.Min(side / aspect, height);
        return new CropWindow(
            cropWidth / 2 + random.NextDouble() * (width - cropWidth),
            cropHeight / 2 + random.NextDouble() * (height - cropHeight),
            cropWidth,
            cropHeight,
            random.Uniform(-settings.RotationDegrees, settings.RotationDegrees) * Math.PI / 180,
            settings.Flip && random.Chance(0.5));
    }

    /// <summary>A factor in 1/(1 + range) to 1 + range, its logarithm uniform.</summary>
    public static double Factor(double range, ref SeededRandom random) => Math.Exp(random.Uniform(-1, 1) * Math.Log(1 + range));
}
