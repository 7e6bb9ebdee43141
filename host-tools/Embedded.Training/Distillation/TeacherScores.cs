// SPDX-License-Identifier: MIT
using System.Diagnostics;
using Embedded.Training.Data;
using Embedded.Training.Transfer;

namespace Embedded.Training.Distillation;

/// <summary>What a teacher says of every view of every training picture, made once and kept in a file that all its students share.</summary>
public sealed class TeacherScores
{
    private readonly float[][] _views; // [views][pictures, values]

    private TeacherScores(float[][] views, int classes, int values)
    {
        _views = views;
        Classes = classes;
        Values = values;
    }

    /// <summary>Scores of a picture.</summary>
    internal int Classes { get; }

    /// <summary>Scores and features of a picture.</summary>
    internal int Values { get; }

    /// <summary>Reads the scores of a run's views, after asking the teacher for those that the file lacks.</summary>
    /// <param name="recipe">With <see cref="TrainingRecipe.Distillation"/> of at least one view.</param>
    /// <param name="pictures">The training pictures, in at least the teacher's resolution.</param>
    /// <param name="teachers">The networks that the recipe names.</param>
    /// <param name="file">Where the scores are kept; finished views stay when the work is stopped.</param>
    /// <param name="progress">Told every few batches.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="RecipeException">A teacher knows other classes.</exception>
    /// <exception cref="ScoresFileException">The file holds what another teacher said, or of other pictures; or it cannot be written.</exception>
    public static TeacherScores Prepare(
        TrainingRecipe recipe, ISampleSource pictures, IReadOnlyList<TrainedNetwork> teachers, string file, IProgress<TeacherProgress>? progress = null, CancellationToken cancellation = default)
    {
        recipe.Validate();
        using var judge = new ViewJudge(recipe, pictures, teachers);
        ScoresFile scores = ScoresFile.Open(file, ScoresHeader.Of(recipe, pictures, judge.Values, cancellation));
        int views = recipe.Augmentation is null ? 1 : recipe.Distillation!.Views;
        int missing = views - scores.Views;
        var clock = Stopwatch.StartNew();
        while (scores.Views < views)
        {
            int view = scores.Views + 1;
            int before = missing - (views - scores.Views);
            scores.Append(judge.Judge(recipe.ViewOf(view), Report, cancellation));

            void Report(int done)
            {
                long judged = ((long)before * pictures.Count) + done;
                progress?.Report(new TeacherProgress(view, views, (double)judged / ((long)missing * pictures.Count), judged / clock.Elapsed.TotalSeconds));
            }
        }

        return new TeacherScores([.. Enumerable.Range(1, views).Select(scores.Read)], recipe.Labels.Count, judge.Values);
    }

    /// <summary>Share of pictures, as they are, that the teacher classifies as they are labelled, 0 to 1.</summary>
    /// <param name="recipe">With <see cref="TrainingRecipe.Distillation"/>.</param>
    /// <param name="pictures">Labelled pictures.</param>
    /// <param name="teachers">The networks that the recipe names.</param>
    /// <param name="progress">Told how many are done.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static double Accuracy(
        TrainingRecipe recipe, ISampleSource pictures, IReadOnlyList<TrainedNetwork> teachers, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        using var judge = new ViewJudge(recipe with { Augmentation = null }, pictures, teachers);
        float[] values = judge.Judge(new DataView(0, 1), done => progress?.Report(done), cancellation);
        int classes = recipe.Labels.Count;
        return Enumerable.Range(0, pictures.Count).Average(index =>
        {
            float[] scores = values[(index * judge.Values)..((index * judge.Values) + classes)];
            return Array.IndexOf(scores, scores.Max()) == pictures.Label(index) ? 1.0 : 0;
        });
    }

    /// <summary>Scores and features of picture <paramref name="index"/> in view <paramref name="view"/>, counted from 1.</summary>
    internal ReadOnlySpan<float> Of(int view, long index) => _views[view - 1].AsSpan((int)index * Values, Values);
}
