// SPDX-License-Identifier: MIT
namespace Embedded.House.Tests.OnePreprocessor;

/// <summary>A place that may do what a <see cref="PreprocessingRule"/> looks for.</summary>
/// <param name="Path">A file, or a folder with a slash at its end.</param>
/// <param name="Rule">Name of the rule.</param>
/// <param name="Reason">Why this is no second preprocessor.</param>
internal sealed record Exemption(string Path, string Rule, string Reason)
{
    private const string Own = "a crop or resize of its own";

    public static IReadOnlyList<Exemption> All { get; } =
    [
        new("firmware/Core/Vision/", Own, "the one preprocessor, its interface and its settings"),
        new("firmware/Core/Vision/Preprocessor.cs", "quantizing pixels", "the one preprocessor"),
        new("host-tools/Embedded.Data/PictureFile.cs", "scaled decoding", "the JPEG decoder skips detail nobody needs, before there is a frame"),
        new("host-tools/Embedded.Data/PictureFrames.cs", "quantizing pixels", "takes the preprocessor's int8 back to pixel values"),
        new("host-tools/Embedded.Boards/Simulation/CameraImage.cs", "quantizing pixels", "the simulated camera, likewise"),
        new("host-tools/Embedded.Data/Synth/", "scaling by Skia", "draws pictures; what is drawn is preprocessed like any photo"),
        new("host-tools/Embedded.Cli/Plots/ContactSheet.cs", "scaling by Skia", "small pictures for people to look at; no network sees them"),
        new("host-tools/Embedded.Cli/Plots/ContactSheet.cs", Own, "draws them"),
        new("host-tools/Embedded.Training/Data/CropWindow.cs", Own, "augmentation: where a training picture is cut before it is preprocessed"),
        new("host-tools/Embedded.Training/Data/Warp.cs", Own, "augmentation: samples that cut, turned and mirrored, before it is preprocessed"),
    ];

    public bool Covers(string path, string rule) => rule == Rule && (path == Path || (Path.EndsWith('/') && path.StartsWith(Path, StringComparison.Ordinal)));
}
