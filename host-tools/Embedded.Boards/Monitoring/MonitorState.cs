// SPDX-License-Identifier: MIT
namespace Embedded.Boards;

/// <summary>What a monitor knows at one moment.</summary>
public sealed record MonitorState
{
    /// <summary>Rises with everything that is heard.</summary>
    public required long Version { get; init; }

    /// <summary>How it stands.</summary>
    public required MonitorStatus Status { get; init; }

    /// <summary>What is to be said about <see cref="Status"/>: a sentence with a remedy; null if all is well.</summary>
    public required string? Advice { get; init; }

    /// <summary>The classes in the board's order; before its labels came, those of its predictions by name.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>Facts of the last boot: what and how much, in the order of the lines.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Facts { get; init; }

    /// <summary>The last prediction of this boot, null before the first.</summary>
    public required PredictionLine? Prediction { get; init; }

    /// <summary>Predictions a second over the last seconds.</summary>
    public required double FramesPerSecond { get; init; }

    /// <summary>Since when the board says what it says now; null before it says anything.</summary>
    public required DateTimeOffset? ChangeTime { get; init; }

    /// <summary>What it said before, null if nothing.</summary>
    public required string? Previous { get; init; }

    /// <summary>The last error, null if there was none since the boot.</summary>
    public required MonitorError? Error { get; init; }

    /// <summary>The last whole frame that the board printed, null if there was none.</summary>
    public required MonitorPicture? Picture { get; init; }

    /// <summary>Frames with a lost or damaged line of their bytes.</summary>
    public required int TornFrames { get; init; }

    /// <summary>Frames whose lines broke off because the board was reset, the connection was lost or the recording cut.</summary>
    public required int UnfinishedFrames { get; init; }

    /// <summary>Predictions heard.</summary>
    public required long Predictions { get; init; }

    /// <summary>Predictions missing by their numbers.</summary>
    public required long LostPredictions { get; init; }

    /// <summary>Lines that are none of docs/console.md, damaged ones among them.</summary>
    public required long OtherLines { get; init; }

    /// <summary>Boots heard.</summary>
    public required int Boots { get; init; }

    /// <summary>Error lines.</summary>
    public required long Errors { get; init; }

    /// <summary>The class that the board decided on, "unknown", or null before the first prediction.</summary>
    public string? Answer => Prediction == null ? null : Prediction.IsUnknown ? "unknown" : Prediction.Best.Label;

    /// <summary>Per cent of a class as far as a prediction tells; null for those behind the second.</summary>
    public int? PercentOf(string label) =>
        Prediction?.Best.Label == label ? Prediction.Best.Percent : Prediction?.Second?.Label == label ? Prediction.Second.Percent : null;
}
