// SPDX-License-Identifier: MIT
using Embedded.Cli.Shell;
using Embedded.Compiler.Analysis;
using Embedded.Compiler.Analysis.Decisions;
using Embedded.Data;
using Embedded.Decision;
using Embedded.Inference;

namespace Embedded.Cli.Inputs;

/// <summary>The pictures that `decide` chooses from: labelled ones, and ones of none of the classes.</summary>
/// <param name="Pictures">The readable ones, labelled ones first.</param>
/// <param name="Labelled">How many show a class.</param>
/// <param name="Skipped">Pictures that could not be read.</param>
internal sealed record DecisionData(DecisionPictures Pictures, int Labelled, IReadOnlyList<SkippedFile> Skipped)
{
    private const int FewPictures = 50;

    /// <summary>Reads the pictures and warns where they say little.</summary>
    /// <param name="modelPath">For messages.</param>
    /// <param name="model">It has labels.</param>
    /// <param name="directory">One folder a class.</param>
    /// <param name="heldOutPercent">Take only what training with this --val-percent held out; null for all.</param>
    /// <param name="unknownDirectory">Pictures of none of the classes; null for none.</param>
    /// <param name="session">Progress and warnings.</param>
    /// <exception cref="CommandException">The model does not know a class of the data set.</exception>
    /// <exception cref="DatasetException">A folder cannot be used.</exception>
    public static DecisionData Load(string modelPath, Model model, string directory, int? heldOutPercent, string? unknownDirectory, Session session)
    {
        Dataset dataset = heldOutPercent is int percent ? Dataset.OpenSplit(directory, null, percent).Validation : Dataset.Open(directory);
        int[] outputs = PictureEvaluation.MapLabels(modelPath, () => LabelMapping.Of(model, dataset.Labels), dataset);
        Dataset? others = unknownDirectory == null ? null : Dataset.OpenUnlabelled(unknownDirectory);
        PictureCache labelled = PictureSet.Load(dataset, session);
        PictureCache? unknown = others == null ? null : PictureSet.Load(others, session);
        int count = labelled.Samples.Count;
        Warn(model, dataset, count, session);
        return new DecisionData(
            new DecisionPictures(
                count + (unknown?.Samples.Count ?? 0),
                index => index < count ? labelled.Get(index) : unknown!.Get(index - count),
                index => index < count ? outputs[labelled.Samples[index].Label] : Prediction.None),
            count,
            [.. labelled.Unreadable, .. unknown?.Unreadable ?? []]);
    }

    private static void Warn(Model model, Dataset dataset, int count, Session session)
    {
        if (count < FewPictures)
        {
            session.Warn($"{dataset.Directory}: {count} pictures are few to choose from; one more or less moves a rate by {Rendering.Numbers.Percent(1.0 / count)}, give {FewPictures} or more");
        }

        string[] missing = [.. model.Labels.Except(dataset.Labels)];
        if (missing.Length > 0)
        {
            session.Warn($"{dataset.Directory} has no pictures of {LabelMapping.Listed(missing)}; what is chosen says nothing about {(missing.Length == 1 ? "this class" : "these classes")}");
        }
    }
}
