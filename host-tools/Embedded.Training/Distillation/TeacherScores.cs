// SPDX-License-Identifier: MIT
using System.Diagnostics;
using Embedded.Training.Data;
using Embedded.Training.Native;
using Embedded.Training.Transfer;
using TorchSharp;

namespace Embedded.Training.Distillation;

/// <summary>What a teacher says of every view of the training pictures, made once and kept in a file that all its students share.</summary>
public sealed class TeacherScores
{
    private const int MeasuredAtOnce = 32;

    private readonly float[][] _views; // [views][batches, batch, values]

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
        ScoresFile scores = ScoresFile.Open(file, ScoresHeader.Of(recipe, pictures, judge, cancellation));
        int views = recipe.Distillation!.Views;
        int missing = views - scores.Views;
        var clock = Stopwatch.StartNew();
        while (scores.Views < views)
        {
            int view = scores.Views + 1;
            int before = missing - (views - scores.Views);
            scores.Append(judge.Judge(recipe.ViewOf(view), Report, cancellation));

            void Report(int done)
            {
                long judged = ((long)before * judge.Pictures) + done;
                progress?.Report(new TeacherProgress(view, views, (double)judged / ((long)missing * judge.Pictures), judged / clock.Elapsed.TotalSeconds));
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
        Computing.Start(recipe);
        var sums = new double[pictures.Count, recipe.Labels.Count];
        int done = 0;
        foreach (TrainedNetwork teacher in teachers)
        {
            using var network = new TeacherNetwork(teacher, recipe.Labels, recipe.Distillation!.Mirror);
            int index = 0;
            foreach (Batch batch in new PreparedPictures(pictures, network.InputSpec, recipe.Threads).Batches(MeasuredAtOnce, cancellation))
            {
                using var scope = torch.NewDisposeScope();
                float[] scores = network.Answer(batch).Scores.ToHost<float>();
                for (int at = 0; at < scores.Length; at++)
                {
                    sums[index + (at / recipe.Labels.Count), at % recipe.Labels.Count] += scores[at];
                }

                index += batch.Labels.Length;
                done += batch.Labels.Length;
                progress?.Report(done / teachers.Count);
            }
        }

        return Enumerable.Range(0, pictures.Count).Average(index =>
            Enumerable.Range(0, recipe.Labels.Count).MaxBy(label => sums[index, label]) == pictures.Label(index) ? 1.0 : 0);
    }

    /// <summary>[pictures, values] of batch <paramref name="batch"/>, counted from 0, of view <paramref name="view"/>, counted from 1.</summary>
    internal float[] Of(int view, int batch, int pictures) => _views[view - 1].AsSpan(batch * pictures * Values, pictures * Values).ToArray();
}
