// SPDX-License-Identifier: MIT
using System.Text;
using Embedded.Cli.Rendering;
using Embedded.Cli.Shell;
using Embedded.Compiler.Formats.TfLite;

namespace Embedded.Cli.Inputs;

/// <summary>The file of --labels: one class a line, in the order of a network's outputs.</summary>
internal static class LabelFile
{
    private const int MaxLabelBytes = 255; // of an .emb file

    /// <summary>[outputs] the labels.</summary>
    /// <exception cref="CommandException">There are more or fewer lines than outputs, or a line is empty or too long; the message names file and line.</exception>
    /// <exception cref="TfLiteException">The file cannot be read.</exception>
    public static string[] Load(string path, int outputs)
    {
        string[] labels = LabelText.Load(path);
        int empty = Array.IndexOf(labels, "");
        if (labels.Length != outputs)
        {
            throw CommandException.Input($"{path} has {Numbers.Count(labels.Length, "label")} for {Numbers.Count(outputs, "output")}{(empty < 0 ? "" : $" (line {empty + 1} is empty)")}; give one a line");
        }

        if (empty >= 0)
        {
            throw CommandException.Input($"{path}: line {empty + 1} is empty; give every output a name");
        }

        int tooLong = Array.FindIndex(labels, label => Encoding.UTF8.GetByteCount(label) > MaxLabelBytes);
        return tooLong < 0 ? labels : throw CommandException.Input($"{path}: line {tooLong + 1} has {Encoding.UTF8.GetByteCount(labels[tooLong])} bytes; a label has at most {MaxLabelBytes}");
    }

    /// <summary>A sentence about a name that stands for two outputs; null if there is none.</summary>
    public static string? DuplicateIn(IReadOnlyList<string> labels)
    {
        int second = Enumerable.Range(0, labels.Count).FirstOrDefault(index => labels.Take(index).Contains(labels[index]), -1);
        return second < 0 ? null : $"the label \"{labels[second]}\" stands for two outputs, {labels.ToList().IndexOf(labels[second])} and {second}; predictions will not tell them apart";
    }
}
