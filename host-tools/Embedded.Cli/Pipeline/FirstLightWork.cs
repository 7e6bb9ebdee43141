// SPDX-License-Identifier: MIT
using Embedded.Cli.Inputs;
using Embedded.Cli.Rendering;
using Embedded.Cli.Shell;
using Embedded.Compiler.Analysis;
using Embedded.Compiler.Formats.Emb;
using Embedded.Compiler.Formats.Source;
using Embedded.Compiler.Quantization;
using Embedded.Data;
using Embedded.Decision;

namespace Embedded.Cli.Pipeline;

/// <summary>Prepares a model and pictures for firmware/FirstLight.</summary>
/// <param name="File">The model as the board gets it.</param>
/// <param name="Pictures">What the board looks at.</param>
/// <param name="Predictions">What it says about them.</param>
internal sealed record FirstLightWork(EmbFile File, IReadOnlyList<BakedPicture> Pictures, IReadOnlyList<PicturePrediction> Predictions)
{
    /// <summary>Reads the pictures, the classes in turn, and classifies them.</summary>
    /// <param name="path">The model's file, for messages.</param>
    /// <param name="file">The model.</param>
    /// <param name="folder">Pictures, with or without class folders.</param>
    /// <param name="count">Most pictures to take.</param>
    /// <param name="session">Takes warnings.</param>
    /// <exception cref="CommandException">The model is not for pictures or ends in no probabilities, or no picture can be read.</exception>
    public static FirstLightWork Prepare(string path, EmbFile file, string folder, int count, Session session)
    {
        Classifiers.RequirePictures(path, file.Model);
        if (!ProbabilityOutput.IsOf(file.Model))
        {
            throw CommandException.Input($"{path}: {BoardFit.NoProbabilities}");
        }

        // Every picture is another one: averaging over them would blur them into each other.
        DecisionSettings settings = file.Model.Decision;
        settings.Smoothing = 1;
        EmbFile baked = file.With(settings);
        var pictures = new List<BakedPicture>();
        var predictions = new List<PicturePrediction>();
        foreach (Sample sample in InTurn(folder))
        {
            session.Cancellation.ThrowIfCancellationRequested();
            try
            {
                BakedPicture picture = BakedPicture.Of(baked, NameOf(sample), PictureFile.Load(sample.FullPath));
                pictures.Add(picture);
                predictions.Add(new PicturePrediction(sample.FullPath, FrameClassifier.IndexOfLargest(picture.Outputs), picture.Outputs));
            }
            catch (PictureException exception)
            {
                session.Warn($"skipped {exception.Message}");
            }

            if (pictures.Count == count)
            {
                break;
            }
        }

        return pictures.Count > 0 ? new FirstLightWork(baked, pictures, predictions) : throw CommandException.Input($"{folder}: no picture could be read");
    }

    /// <summary>The first picture of every class folder, then the second of every one, and so on.</summary>
    private static IEnumerable<Sample> InTurn(string folder) =>
        Dataset.OpenUnlabelled(Dataset.IsDivided(folder) ? Path.Combine(folder, "val") : folder).Samples
            .GroupBy(FolderOf)
            .SelectMany(pictures => pictures.Select((sample, index) => (sample, index)))
            .OrderBy(item => item.index)
            .Select(item => item.sample);

    /// <summary>The class folder's name; a picture without has its own.</summary>
    private static string NameOf(Sample sample) => FolderOf(sample) is { Length: > 0 } name ? name : Path.GetFileNameWithoutExtension(sample.Path);

    private static string FolderOf(Sample sample) => Path.GetDirectoryName(sample.Path) ?? "";
}
