// SPDX-License-Identifier: MIT
namespace Embedded.Training.Models;

/// <summary>Which network: everything that fixes its layers. Part of a run's recipe.</summary>
public sealed record NetworkSpec
{
    /// <summary>The smallest side of an input in pixels.</summary>
    public const int SmallestSize = 32;

    /// <summary>A name of <see cref="Architectures.Names"/>.</summary>
    public string Architecture { get; init; } = MobileNetV1.ArchitectureName;

    /// <summary>Width multiplier (alpha), 0.1 to 1: the share of the architecture's channels.</summary>
    public double Width { get; init; } = 0.25;

    /// <summary>
    /// Channels of mobilenet-v2's last convolution, 8 to 1280; null for <see cref="MobileNetV2.DefaultHead"/>. mobilenet-v1 has none.
    /// </summary>
    public int? Head { get; init; }

    /// <summary>Side of the square input in pixels, 32 to 224.</summary>
    public int Size { get; init; } = 96;

    /// <summary>1 (grey) or 3 (red, green, blue).</summary>
    public int Channels { get; init; } = 3;

    /// <summary>Which real number a pixel means; another than the default only in networks that were started from one that has it.</summary>
    public InputRange InputRange { get; init; } = new();

    /// <summary>Number of classes, at least 2.</summary>
    public required int Classes { get; init; }

    /// <summary>Such as "mobilenet-v1 0.25, 96x96x3, 5 classes".</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{Architecture} {Width:0.###}{(Head is null ? "" : $" with a head of {Head}")}, {Size}x{Size}x{Channels}, {Classes} classes");

    /// <summary>Checks the limits.</summary>
    /// <exception cref="RecipeException">A value lies outside of its limits.</exception>
    public void Validate()
    {
        RecipeException.Require(Width is >= 0.1 and <= 1, "the width multiplier", Width, "from 0.1 to 1");
        RecipeException.Require(Size is >= SmallestSize and <= 224, "the input size", Size, $"from {SmallestSize} to 224 pixels");
        RecipeException.Require(Channels is 1 or 3, "the number of input channels", Channels, "1 (grey) or 3 (colour)");
        RecipeException.Require(Classes >= 2, "the number of classes", Classes, "at least 2");
        InputRange.Validate();
        Architectures.Find(Architecture);
        RecipeException.Require(Head is null or (>= 8 and <= 1280), "the number of head channels", Head ?? 0, "from 8 to 1280");
        if (Head is not null && Architecture == MobileNetV1.ArchitectureName)
        {
            throw new RecipeException($"{Architecture} has no head, the convolution before the classifier: leave the number of head channels out.");
        }
    }
}
