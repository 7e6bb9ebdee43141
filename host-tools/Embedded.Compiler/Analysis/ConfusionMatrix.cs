// SPDX-License-Identifier: MIT
namespace Embedded.Compiler.Analysis;

/// <summary>How often pictures of each class were taken for each class, and the rates that follow.</summary>
public sealed class ConfusionMatrix
{
    private readonly int[] _counts; // [actual, predicted]

    /// <summary>An empty matrix over <paramref name="labels"/>.</summary>
    public ConfusionMatrix(IReadOnlyList<string> labels)
    {
        Labels = labels;
        _counts = new int[labels.Count * labels.Count];
    }

    /// <summary>The classes.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>Pictures counted.</summary>
    public int Total => _counts.Sum();

    /// <summary>Pictures whose class was found.</summary>
    public int Correct => Enumerable.Range(0, Labels.Count).Sum(label => this[label, label]);

    /// <summary>Share of pictures whose class was found, 0 to 1; 0 if there are none.</summary>
    public double Accuracy => Ratio(Correct, Total);

    /// <summary>Pictures of class <paramref name="actual"/> that were taken for <paramref name="predicted"/>.</summary>
    public int this[int actual, int predicted] => _counts[actual * Labels.Count + predicted];

    /// <summary>Counts one picture.</summary>
    public void Add(int actual, int predicted) => _counts[actual * Labels.Count + predicted]++;

    /// <summary>Pictures of a class.</summary>
    public int ActualCount(int label) => Enumerable.Range(0, Labels.Count).Sum(predicted => this[label, predicted]);

    /// <summary>Pictures that were taken for a class.</summary>
    public int PredictedCount(int label) => Enumerable.Range(0, Labels.Count).Sum(actual => this[actual, label]);

    /// <summary>Of the pictures taken for this class, the share that are: 0 to 1.</summary>
    public double Precision(int label) => Ratio(this[label, label], PredictedCount(label));

    /// <summary>Of the pictures of this class, the share that were found: 0 to 1.</summary>
    public double Recall(int label) => Ratio(this[label, label], ActualCount(label));

    private static double Ratio(int part, int whole) => whole == 0 ? 0 : (double)part / whole;
}
