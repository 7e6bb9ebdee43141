// SPDX-License-Identifier: MIT
namespace Embedded.Training;

/// <summary>Where a run's pictures came from.</summary>
public sealed record DataOrigin
{
    /// <summary>The folder with one folder a class.</summary>
    public string Folder { get; init; } = "";

    /// <summary>The separate validation folder, or null where the folder was split.</summary>
    public string? ValidationFolder { get; init; }

    /// <summary>Share of the pictures that was split off for validation by file name.</summary>
    public double? ValidationShare { get; init; }

    /// <summary>Pictures that were left out on purpose, relative to their folder; null for none.</summary>
    public IReadOnlyList<string>? Without { get; init; }

    /// <summary>Number of training pictures; filled by the trainer.</summary>
    public int TrainingPictures { get; init; }

    /// <summary>Number of validation pictures; filled by the trainer.</summary>
    public int ValidationPictures { get; init; }
}
