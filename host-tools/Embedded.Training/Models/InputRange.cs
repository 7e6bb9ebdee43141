// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;

namespace Embedded.Training.Models;

/// <summary>
/// What the network's int8 input means: real = Scale (pixel - 128 - ZeroPoint). The default is pixel/128 - 1, whose padding is mid
/// grey; scale 1/255 with zero point -128 is pixel/255, whose padding is black.
/// </summary>
public sealed record InputRange
{
    /// <summary>Real units of one step of a pixel, above 0.</summary>
    public float Scale { get; init; } = 1f / 128;

    /// <summary>The int8 value that means real 0, -128 to 127.</summary>
    public int ZeroPoint { get; init; }

    /// <summary>The range that a graph takes.</summary>
    public static InputRange Of(FloatGraph graph) => new() { Scale = graph.InputScale, ZeroPoint = graph.InputZeroPoint };

    /// <summary>Checks the limits.</summary>
    /// <exception cref="RecipeException">A value lies outside of its limits.</exception>
    public void Validate()
    {
        RecipeException.Require(Scale > 0 && float.IsFinite(Scale), "the input scale", Scale, "above 0");
        RecipeException.Require(ZeroPoint is >= -128 and <= 127, "the input zero point", ZeroPoint, "from -128 to 127");
    }
}
