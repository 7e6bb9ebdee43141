// SPDX-License-Identifier: MIT
using Embedded.Cli.Rendering;
using Embedded.Compiler.Analysis;
using Embedded.Data;
using Embedded.Training;

namespace Embedded.Cli.Pipeline;

/// <summary>What the pictures of a training let expect before it begins.</summary>
internal static class TrainingPictures
{
    /// <summary>What will spoil the result, one sentence each: small classes, classes out of balance, pictures smaller than the input.</summary>
    public static IEnumerable<string> Warnings(PictureCache pictures, TrainingRecipe recipe)
    {
        ClassCount[] classes = [.. pictures.Labels.Select((label, index) => new ClassCount(label, pictures.Samples.Count(sample => sample.Label == index)))];
        ClassCount[] small = [.. classes.Where(count => count.Pictures < DatasetReport.FewestPictures)];
        if (small.Length > 0)
        {
            string names = LabelMapping.Listed([.. small.Select(count => $"{count.Label} ({count.Pictures})")]);
            yield return $"too few training pictures, below {DatasetReport.FewestPictures}, of {names}: there is little to learn from them; add pictures, a hundred a class are a start, or take the class's folder away";
        }

        ClassCount least = classes.MinBy(count => count.Pictures)!;
        ClassCount most = classes.MaxBy(count => count.Pictures)!;
        if (!recipe.Balance && most.Pictures > DatasetReport.TolerableImbalance * least.Pictures)
        {
            yield return $"the classes are out of balance, {most.Label} has {Numbers.Count(most.Pictures)} training pictures and {least.Label} {Numbers.Count(least.Pictures)}: in doubt the network will say {most.Label}; --balance shows every class equally often";
        }

        int side = recipe.Network.Size;
        int enlarged = pictures.Sizes.Count(size => Math.Min(size.Width, size.Height) < side);
        if (enlarged > 0)
        {
            int smallest = pictures.Sizes.Min(size => Math.Min(size.Width, size.Height));
            yield return $"{Numbers.Count(enlarged)} of {Numbers.Count(pictures.Sizes.Count, "training picture")} {(enlarged == 1 ? "is" : "are")} smaller than the network's input of {side}x{side} pixels, the smallest side is {smallest}: enlarging them adds no detail, so the network learns pictures that are softer than a camera's; take larger pictures or a smaller --size";
        }
    }
}
