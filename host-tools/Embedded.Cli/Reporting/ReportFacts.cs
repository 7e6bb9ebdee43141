// SPDX-License-Identifier: MIT
using Embedded.Boards;
using Embedded.Compiler.Analysis;
using Embedded.Compiler.Formats.Emb;
using Embedded.Data;
using Embedded.Training;
using Embedded.Training.Runs;

namespace Embedded.Cli.Reporting;

/// <summary>All that a report tells: gathered first, then written without any further work.</summary>
internal sealed record ReportFacts
{
    /// <summary>The run's folder without the folders above it: a report is shown to others.</summary>
    public required string Name { get; init; }

    /// <summary>The run's recipe.</summary>
    public required TrainingRecipe Recipe { get; init; }

    /// <summary>All settings of recipe.json, paths without the folders above them.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Settings { get; init; }

    /// <summary>The network and its accuracy in training.</summary>
    public required RunSummary Summary { get; init; }

    /// <summary>All epochs, at least one.</summary>
    public required IReadOnlyList<EpochMetrics> Metrics { get; init; }

    /// <summary>The board that the model is compared with.</summary>
    public required BoardDescriptor Board { get; init; }

    /// <summary>The int8 model, null without one.</summary>
    public EmbFile? Model { get; init; }

    /// <summary>What the model is made of, null without one.</summary>
    public ModelInspection? Inspection { get; init; }

    /// <summary>How the model fits the board, null without one.</summary>
    public ModelFit? Fit { get; init; }

    /// <summary>Everything that was measured: float and int8 on the same pictures, then int8 on others.</summary>
    public IReadOnlyList<MeasuredColumn> Columns { get; init; } = [];

    /// <summary>The column that single pictures are shown of: what a board runs, on --data; null if nothing was measured there.</summary>
    public MeasuredColumn? Main { get; init; }

    /// <summary>The pictures of <see cref="Main"/>, in the order of its outcomes.</summary>
    public PictureCache? Pictures { get; init; }

    /// <summary>What int8 did to the layers, null if it was not measured.</summary>
    public LayerComparison? Layers { get; init; }
}
