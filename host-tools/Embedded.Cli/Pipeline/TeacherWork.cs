// SPDX-License-Identifier: MIT
using Embedded.Cli.Rendering;
using Embedded.Cli.Shell;
using Embedded.Data;
using Embedded.Training;
using Embedded.Training.Data;
using Embedded.Training.Distillation;
using Embedded.Training.Transfer;

namespace Embedded.Cli.Pipeline;

/// <summary>Has a teacher judge the views of the training pictures, with progress.</summary>
internal static class TeacherWork
{
    /// <summary>The run's file of scores where none is named.</summary>
    public const string FileName = "teacher.scores";

    /// <summary>The teacher's scores; null for a run without a teacher, or whose teacher sees every batch itself.</summary>
    /// <param name="recipe">The student's.</param>
    /// <param name="teachers">The networks that teach.</param>
    /// <param name="training">The training pictures.</param>
    /// <param name="validation">Pictures that tell how good the teacher is.</param>
    /// <param name="runFolder">Where the scores are kept if the recipe names no file.</param>
    /// <param name="session">Progress and cancellation.</param>
    public static TeacherScores? Run(
        TrainingRecipe recipe, IReadOnlyList<TrainedNetwork> teachers, PictureCache training, PictureCache validation, string runFolder, Session session)
    {
        if (recipe.Distillation is not { Views: > 0 } settings)
        {
            return null;
        }

        string file = settings.ScoresFile ?? Path.Combine(runFolder, FileName);
        int side = teachers.Max(teacher => teacher.Graph.Input.Width);
        TeacherScores scores = session.Track("asking the teacher", meter =>
            TeacherScores.Prepare(recipe, PictureSamples.ForTraining(training, side), teachers, file, new Relay(meter), session.Cancellation));
        double accuracy = session.Track("measuring the teacher", meter =>
            TeacherScores.Accuracy(recipe, PictureSamples.ForValidation(validation), teachers, meter.Counting(validation.Samples.Count), session.Cancellation));
        session.Note($"the teacher knows {Numbers.Percent(accuracy)} of the {Numbers.Count(validation.Samples.Count)} validation pictures; its scores of {Numbers.Count(settings.Views, "view")} are in {file}");
        return scores;
    }

    private sealed class Relay(ProgressMeter meter) : IProgress<TeacherProgress>
    {
        public void Report(TeacherProgress value) =>
            meter.Report(value.Fraction, FormattableString.Invariant($"view {value.View}/{value.Views}  {value.ImagesPerSecond:0} images/s"));
    }
}
