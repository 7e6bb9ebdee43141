// SPDX-License-Identifier: MIT
using Embedded.Cli.Pipeline;
using Embedded.Cli.Rendering;
using Embedded.Data;
using Embedded.Training;

namespace Embedded.Cli.Inputs;

/// <summary>Which pictures of a data set a network has learned, as far as its recipe tells.</summary>
internal sealed class LearnedPictures
{
    private const string Hint = "Networks learn wrong labels too, so a high loss on a learned picture is the stronger hint.";

    private readonly HashSet<string>?[] _learned; // [parts] full paths, null: not known

    private LearnedPictures(HashSet<string>?[] learned, string sentence)
    {
        _learned = learned;
        Sentence = sentence;
    }

    /// <summary>What is known, in words.</summary>
    public string Sentence { get; }

    /// <summary>True if it is known of all pictures whether they were learned.</summary>
    public bool IsKnown => _learned.All(part => part != null);

    /// <summary>True if the picture was not learned, false if it was, null if nobody knows.</summary>
    public bool? IsHeldOut(int part, Sample sample) => _learned[part] is { } learned ? !learned.Contains(sample.FullPath) : null;

    /// <summary>Compares the folders of a recipe with those of a data set: the recipe's may have been typed in another folder, so their last parts count.</summary>
    /// <param name="network">Path of the run or model, for the sentence.</param>
    /// <param name="recipe">Null for a model file.</param>
    /// <param name="parts">The data set, or its train and val.</param>
    public static LearnedPictures Of(string network, TrainingRecipe? recipe, IReadOnlyList<Dataset> parts)
    {
        if (recipe == null)
        {
            return new LearnedPictures(new HashSet<string>?[parts.Count], $"{network} does not say which of these pictures it learned. {Hint}");
        }

        HashSet<string>?[] learned = [.. parts.Select(part => IsTraining(recipe.Data, part.Directory) ? Learned(recipe, part) : null)];
        for (int part = 0; part < parts.Count; part++)
        {
            bool isOther = learned.Any(other => other is { Count: > 0 }) || IsBeside(recipe.Data, parts[part].Directory);
            learned[part] ??= isOther ? [] : null;
        }

        return new LearnedPictures(learned, learned.All(part => part != null)
            ? $"{Told(network, recipe, learned.Sum(part => part!.Count), parts.Sum(part => part.Samples.Count))} {Hint}"
            : $"{network} learned from {recipe.Data.Folder}, which is not this folder as far as names tell. {Hint}");
    }

    private static string Told(string network, TrainingRecipe recipe, int learned, int all)
    {
        string share = recipe.Data.ValidationShare != null && learned > 0 ? $", among them {RecipeOptions.ValidationPercent(recipe)} % of {recipe.Data.Folder} by file name" : "";
        return learned == 0
            ? $"{network} learned none of these pictures: all are held out."
            : $"{network} learned {Numbers.Count(learned)} of these pictures; {Numbers.Count(all - learned)} are held out{share}.";
    }

    private static HashSet<string> Learned(TrainingRecipe recipe, Dataset part)
    {
        DatasetSplit split = recipe.Data.ValidationShare == null ? new DatasetSplit(part, part) : Dataset.OpenSplit(part.Directory, null, RecipeOptions.ValidationPercent(recipe));
        Dataset train = recipe.Data.Without is { Count: > 0 } without ? split.Train.WithoutAny(new PictureList("the recipe", without)) : split.Train;
        return [.. train.Samples.Select(sample => sample.FullPath)];
    }

    private static bool IsTraining(DataOrigin origin, string directory) => Matches(directory, origin.Folder) || Matches(directory, Path.Combine(origin.Folder, "train"));

    /// <summary>Whether it is the recipe's validation folder, or lies as val beside its training folder.</summary>
    private static bool IsBeside(DataOrigin origin, string directory) =>
        (origin.ValidationFolder is string validation && (Matches(directory, validation) || Matches(directory, Path.Combine(validation, "val"))))
        || (Path.GetFileName(Full(directory)) == "val" && IsTraining(origin, Path.Combine(Path.GetDirectoryName(Full(directory))!, "train")));

    private static bool Matches(string directory, string recorded)
    {
        if (recorded.Length == 0)
        {
            return false;
        }

        if (Full(directory) == Full(recorded))
        {
            return true;
        }

        string tail = Path.TrimEndingDirectorySeparator(recorded).Replace('\\', '/').TrimStart('.', '/');
        return !Path.IsPathRooted(recorded) && tail.Length > 0 && Full(directory).Replace('\\', '/').EndsWith("/" + tail, StringComparison.Ordinal);
    }

    private static string Full(string path) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
}
