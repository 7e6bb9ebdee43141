// SPDX-License-Identifier: MIT
using Embedded.Data.Camera;

namespace Embedded.Training.Data;

/// <summary>How training pictures are varied. Ranges lie about "unchanged"; zero switches a variation off.</summary>
public sealed record AugmentationSettings
{
    /// <summary>Smallest share of the picture's largest square that a random crop keeps, above 0 to 1; 1 keeps the whole.</summary>
    public double MinimumCropArea { get; init; } = 0.3;

    /// <summary>A crop's width to height lies in 1/(1 + range) to 1 + range before it is made square.</summary>
    public double AspectRange { get; init; } = 0.33;

    /// <summary>Mirror half of the pictures left to right.</summary>
    public bool Flip { get; init; } = true;

    /// <summary>Rotation by up to so many degrees either way.</summary>
    public double RotationDegrees { get; init; } = 15;

    /// <summary>Light is multiplied by up to 1 + range or divided by it.</summary>
    public double Brightness { get; init; } = 0.3;

    /// <summary>Distance from mid grey is multiplied by up to 1 + range or divided by it.</summary>
    public double Contrast { get; init; } = 0.3;

    /// <summary>Distance from grey is multiplied by up to 1 + range or divided by it.</summary>
    public double Saturation { get; init; } = 0.3;

    /// <summary>Hue is turned by up to so many degrees either way.</summary>
    public double HueDegrees { get; init; } = 8;

    /// <summary>Red and blue are each multiplied by up to 1 + range or divided by it: a camera's wrong white balance.</summary>
    public double WhiteBalance { get; init; } = 0.1;

    /// <summary>Share of the pictures that are blurred (3x3 binomial).</summary>
    public double BlurProbability { get; init; } = 0.1;

    /// <summary>Share of the pictures that get sensor noise.</summary>
    public double NoiseProbability { get; init; } = 0.2;

    /// <summary>Largest standard deviation of the noise in pixel values of 0 to 255.</summary>
    public double NoiseDeviation { get; init; } = 8;

    /// <summary>Share of the pictures that arrive as the camera sends them: five, six and five bits a pixel.</summary>
    public double Rgb565Probability { get; init; } = 0.3;

    /// <summary>
    /// Share of the pictures that become frames of a simulated OV2640 (<see cref="CameraSimulation"/>) behind crop, turn and mirror. It replaces
    /// the variations of colour, blur, noise and bits, which the other pictures get.
    /// </summary>
    public double CameraProbability { get; init; }

    /// <summary>Checks the limits.</summary>
    /// <exception cref="RecipeException">A value lies outside of its limits.</exception>
    public void Validate()
    {
        RecipeException.Require(MinimumCropArea is > 0 and <= 1, "the smallest crop area", MinimumCropArea, "above 0 and at most 1");
        RequireRange("the aspect range", AspectRange, 3);
        RequireRange("the rotation", RotationDegrees, 180);
        RequireRange("the brightness range", Brightness, 3);
        RequireRange("the contrast range", Contrast, 3);
        RequireRange("the saturation range", Saturation, 3);
        RequireRange("the hue range", HueDegrees, 180);
        RequireRange("the white balance range", WhiteBalance, 3);
        RequireRange("the blur probability", BlurProbability, 1);
        RequireRange("the noise probability", NoiseProbability, 1);
        RequireRange("the noise deviation", NoiseDeviation, 64);
        RequireRange("the 5-6-5 probability", Rgb565Probability, 1);
        RequireRange("the share of camera frames", CameraProbability, 1);
    }

    private static void RequireRange(string what, double value, double maximum) =>
        RecipeException.Require(value >= 0 && value <= maximum, what, value, $"from 0 to {maximum}");
}
