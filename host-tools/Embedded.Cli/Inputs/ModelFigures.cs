// SPDX-License-Identifier: MIT
namespace Embedded.Cli.Inputs;

/// <summary>What was measured of a model and cannot be read from its file: models/*/model.json. Null is not known.</summary>
internal sealed record ModelFigures
{
    /// <summary>Nothing is known.</summary>
    public static ModelFigures None { get; } = new() { Schema = ModelFiguresFile.Schema };

    /// <summary>Version of the file's layout.</summary>
    public required int Schema { get; init; }

    /// <summary>What the model is for, in a few words.</summary>
    public string? Purpose { get; init; }

    /// <summary>The pictures that it was measured on.</summary>
    public string? Data { get; init; }

    /// <summary>How many those are.</summary>
    public int? Pictures { get; init; }

    /// <summary>Pictures that the float network gets right.</summary>
    public int? FloatCorrect { get; init; }

    /// <summary>Pictures that the model gets right on the integer engine.</summary>
    public int? Int8Correct { get; init; }

    /// <summary>The same without pictures that show nothing of their class.</summary>
    public CleanedFigures? Cleaned { get; init; }

    /// <summary>The same pictures as a board's camera would give them.</summary>
    public CameraFigures? Camera { get; init; }

    /// <summary>How long the training took.</summary>
    public double? TrainingMinutes { get; init; }

    /// <summary>The commands that make the model again, in order.</summary>
    public IReadOnlyList<string> Commands { get; init; } = [];

    /// <summary>Accuracy of the float network, a share of 1.</summary>
    public double? FloatAccuracy => Share(FloatCorrect, Pictures);

    /// <summary>Accuracy of the model, a share of 1.</summary>
    public double? Int8Accuracy => Share(Int8Correct, Pictures);

    /// <summary>Accuracy of the model on cleaned pictures, a share of 1.</summary>
    public double? CleanedAccuracy => Share(Cleaned?.Int8Correct, Cleaned?.Pictures);

    /// <summary>Accuracy of the model on camera-like pictures, a share of 1.</summary>
    public double? CameraAccuracy => Share(Camera?.Int8Correct, Pictures);

    private static double? Share(int? correct, int? pictures) => (double?)correct / pictures;
}
