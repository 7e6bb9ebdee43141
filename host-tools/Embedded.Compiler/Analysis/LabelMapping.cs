// SPDX-License-Identifier: MIT
using Embedded.Inference;

namespace Embedded.Compiler.Analysis;

/// <summary>Which output of a model each class of a data set is.</summary>
public static class LabelMapping
{
    private const int MostListed = 10;

    /// <summary>Names of the model's outputs: its labels, or those of the data set where the model has none.</summary>
    public static IReadOnlyList<string> OutputNames(Model model, IReadOnlyList<string> classes) =>
        model.Labels.Length > 0 ? model.Labels : classes;

    /// <summary>[classes] index of the output with the same name.</summary>
    /// <exception cref="ArgumentException">The model does not know a class, or has another number of outputs and no names; one sentence.</exception>
    public static int[] Of(Model model, IReadOnlyList<string> classes) =>
        model.Labels.Length > 0
            ? Of(model.Labels, classes)
            : classes.Count == model.Output.Count
                ? [.. Enumerable.Range(0, classes.Count)]
                : throw new ArgumentException($"the model has {model.Output.Count} outputs without names, the pictures have {classes.Count} classes");

    /// <summary>[classes] index of the output with the same name, for a network whose outputs all have names.</summary>
    /// <exception cref="ArgumentException">The network does not know a class; one sentence.</exception>
    public static int[] Of(string[] labels, IReadOnlyList<string> classes)
    {
        string? unknown = classes.FirstOrDefault(name => !labels.Contains(name));
        return unknown == null
            ? [.. classes.Select(name => Array.IndexOf(labels, name))]
            : throw new ArgumentException($"the model does not know the class \"{unknown}\"; its classes are {Listed(labels)}");
    }

    /// <summary>Names in a sentence: all of a few, else the first.</summary>
    public static string Listed(IReadOnlyList<string> labels) =>
        labels.Count <= MostListed ? string.Join(", ", labels) : $"{string.Join(", ", labels.Take(MostListed - 2))} and {labels.Count - MostListed + 2} more";
}
