// SPDX-License-Identifier: MIT
using System.Text.Json;
using Embedded.Inference;
using Embedded.Training.Data;
using Embedded.Training.Runs;
using Embedded.Training.Transfer;
using Embedded.Vision;

namespace Embedded.Training.Distillation;

/// <summary>Whose scores a file holds, and of what: the first line of the file, as JSON.</summary>
internal sealed record ScoresHeader
{
    public int Version { get; init; } = 1;

    public required IReadOnlyList<NetworkSource> Teachers { get; init; }

    public required bool Mirror { get; init; }

    public required IReadOnlyList<string> Labels { get; init; }

    public required int Pictures { get; init; }

    /// <summary>CRC-32 of all pixels and classes, eight hexadecimal digits.</summary>
    public required string PicturesCrc32 { get; init; }

    public required AugmentationSettings? Augmentation { get; init; }

    /// <summary>Pictures of a batch, and how they are mixed and chosen: part of what the teacher saw.</summary>
    public required int BatchSize { get; init; }

    public required double Mixup { get; init; }

    public required double CutMix { get; init; }

    public required bool Balance { get; init; }

    /// <summary>Pictures of a view: all whole batches.</summary>
    public required int Shown { get; init; }

    /// <summary>Values of a picture: scores, then features.</summary>
    public required int Values { get; init; }

    /// <summary>The header of a run's scores.</summary>
    public static ScoresHeader Of(TrainingRecipe recipe, ISampleSource pictures, ViewJudge judge, CancellationToken cancellation) => new()
    {
        Teachers = recipe.Distillation!.Teachers,
        Mirror = recipe.Distillation.Mirror,
        Labels = recipe.Labels,
        Pictures = pictures.Count,
        PicturesCrc32 = CrcOf(pictures, cancellation),
        Augmentation = recipe.TeacherAugmentation,
        BatchSize = recipe.BatchSize,
        Mixup = recipe.Mixup,
        CutMix = recipe.CutMix,
        Balance = recipe.Balance,
        Shown = judge.Pictures,
        Values = judge.Values,
    };

    /// <summary>The difference to <paramref name="wanted"/> in words, or null if the scores can be used; a network's path does not matter.</summary>
    public string? DifferenceTo(ScoresHeader wanted)
    {
        return Version != wanted.Version ? $"version {Version} of the format, not {wanted.Version}"
            : !Teachers.Select(teacher => teacher.Crc32).SequenceEqual(wanted.Teachers.Select(teacher => teacher.Crc32)) ? $"what {Named(Teachers)} said, not {Named(wanted.Teachers)}"
            : Mirror != wanted.Mirror ? $"answers {(Mirror ? "with" : "without")} mirror images"
            : !Labels.SequenceEqual(wanted.Labels) ? $"scores of the classes {string.Join(", ", Labels)}, not {string.Join(", ", wanted.Labels)}"
            : Pictures != wanted.Pictures ? $"scores of {Pictures} pictures, not {wanted.Pictures}"
            : PicturesCrc32 != wanted.PicturesCrc32 ? "scores of other pictures"
            : Augmentation != wanted.Augmentation ? "scores of pictures that were varied with other settings"
            : BatchSize != wanted.BatchSize ? $"scores of batches of {BatchSize} pictures, not {wanted.BatchSize}"
            : Mixup != wanted.Mixup || CutMix != wanted.CutMix ? FormattableString.Invariant($"scores of batches that were mixed with mixup {Mixup} and CutMix {CutMix}, not {wanted.Mixup} and {wanted.CutMix}")
            : Balance != wanted.Balance ? $"scores of views {(Balance ? "with" : "without")} balanced classes"
            : Shown != wanted.Shown ? $"scores of {Shown} pictures a view, not {wanted.Shown}"
            : Values != wanted.Values ? $"{Values} values a picture, not {wanted.Values}"
            : null;

        static string Named(IReadOnlyList<NetworkSource> teachers) =>
            string.Join(" and ", teachers.Select(teacher => $"{Path.GetFileName(Path.TrimEndingDirectorySeparator(teacher.Path))} ({teacher.Crc32})"));
    }

    /// <summary>The header as one line without its end.</summary>
    public string ToLine() => JsonSerializer.Serialize(this, RunJson.OneLine);

    /// <summary>Reads a header, or null if the line is none.</summary>
    public static ScoresHeader? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<ScoresHeader>(line, RunJson.OneLine);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string CrcOf(ISampleSource pictures, CancellationToken cancellation)
    {
        var crc = new Crc32();
        for (int index = 0; index < pictures.Count; index++)
        {
            cancellation.ThrowIfCancellationRequested();
            Frame picture = pictures.Picture(index);
            crc.Add(picture.Pixels, 0, picture.ByteCount);
            byte[] label = BitConverter.GetBytes(pictures.Label(index));
            crc.Add(label, 0, label.Length);
        }

        return $"{crc.Value:x8}";
    }
}
