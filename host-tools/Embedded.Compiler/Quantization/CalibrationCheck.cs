// SPDX-License-Identifier: MIT
using System.Globalization;
using Embedded.Compiler.Analysis;
using Embedded.Compiler.Graph;
using Embedded.Compiler.Quantization.Methods;

namespace Embedded.Compiler.Quantization;

/// <summary>What is suspicious about calibration pictures: conversion goes on, but may lose more than it had to.</summary>
public static class CalibrationCheck
{
    /// <summary>Fewer pictures than these see too little of what the board will see.</summary>
    public const int FewestPictures = 20;

    /// <summary>A picture with a mean below this, of 255, is nearly black.</summary>
    public const double Dark = 16;

    /// <summary>One sentence for each suspicion about the pictures.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="inputs">Preprocessed calibration pictures.</param>
    /// <param name="classes">Names of the pictures' folders; null or a single one if they have no classes.</param>
    public static IReadOnlyList<string> Of(FloatGraph graph, IReadOnlyList<sbyte[]> inputs, IReadOnlyList<string>? classes)
    {
        var warnings = new List<string>();
        if (inputs.Count < FewestPictures)
        {
            warnings.Add($"only {inputs.Count} {(inputs.Count == 1 ? "picture calibrates" : "pictures calibrate")}; ranges are found well from about 200 on, and {FewestPictures} are the least");
        }

        double[] brightness = [.. inputs.Select(Brightness)];
        double[] dark = [.. brightness.Where(value => value < Dark)];
        if (dark.Length > 0)
        {
            warnings.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{dark.Length} of {inputs.Count} calibration pictures {(dark.Length == 1 ? "is" : "are")} nearly black (mean brightness {dark.Average():0.0} of 255); leave them out, as ranges found in the dark cut off daylight"));
        }

        string[] foreign = classes is { Count: > 1 } && graph.Labels.Length > 0 ? [.. classes.Where(name => !graph.Labels.Contains(name))] : [];
        if (foreign.Length > 0)
        {
            warnings.Add($"the calibration pictures have classes that the network does not know ({LabelMapping.Listed(foreign)}); its own are {LabelMapping.Listed(graph.Labels)}; methods are chosen by agreement with the float network");
        }

        return warnings;
    }

    /// <summary>One sentence for each layer with weights that puts out the same for all pictures.</summary>
    public static IReadOnlyList<string> DeadLayers(FloatGraph graph, ChannelRanges ranges) =>
        [.. ranges.ConstantLayers(graph).Select(op => $"the layer {op.Name} is dead: it puts out the same for every calibration picture; train the network again, perhaps with a lower learning rate")];

    /// <summary>The mean of a picture, 0 to 255: the network's input is the pixel less 128.</summary>
    public static double Brightness(sbyte[] input) => input.Length == 0 ? 0 : input.Average(value => value + 128.0);
}
