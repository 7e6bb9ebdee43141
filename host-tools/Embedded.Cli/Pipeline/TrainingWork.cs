// SPDX-License-Identifier: MIT
using Embedded.Cli.Inputs;
using Embedded.Cli.Plots;
using Embedded.Cli.Rendering;
using Embedded.Cli.Shell;
using Embedded.Compiler.Graph;
using Embedded.Compiler.Quantization;
using Embedded.Compiler.Quantization.Methods;
using Embedded.Data;
using Embedded.Training;
using Embedded.Training.Data;
using Embedded.Training.Distillation;
using Embedded.Training.Export;
using Embedded.Training.QuantizationAware;
using Embedded.Training.Runs;
using Embedded.Training.Transfer;
using Embedded.Vision;

namespace Embedded.Cli.Pipeline;

/// <summary>Trains one run with progress, a line an epoch and curves.png.</summary>
internal static class TrainingWork
{
    private const int PicturesForDeadLayers = 32;

    /// <summary>Reads the pictures and trains.</summary>
    /// <param name="split">What is learned and what is measured.</param>
    /// <param name="job">What to train and how.</param>
    /// <param name="runFolder">Where the run is kept.</param>
    /// <param name="resume">Go on with the run that is there.</param>
    /// <param name="session">Progress and cancellation.</param>
    public static TrainingResult Run(DatasetSplit split, TrainingJob job, string runFolder, bool resume, Session session)
    {
        TrainingRecipe recipe = job.Recipe;
        recipe.Validate(); // before minutes are spent on reading pictures
        Trainer.RequireDevice(recipe);
        if (job.Initial is not null)
        {
            NetworkTransfer.Check(recipe.Network, job.Initial);
            if (!resume || !RunFolder.Exists(runFolder))
            {
                session.Note(TransferText.Of(NetworkTransfer.Describe(recipe, job.Initial), job.Initial.Source.Path));
            }
        }

        if (job.FloatRun is not null)
        {
            QuantizedStart.Check(recipe, job.FloatRun);
            session.Note($"continuing {job.FloatRun.FullPath} with the board's rounding in the loop; validation is measured on the integer engine");
        }

        PictureCache training = PictureSet.Load(split.Train, session);
        if (!resume || !RunFolder.Exists(runFolder))
        {
            foreach (string warning in TrainingPictures.Warnings(training, recipe))
            {
                session.Warn(warning);
            }
        }

        if (job.FloatRun is not null)
        {
            WarnOfDeadLayers(job.FloatRun, training, session);
        }

        PictureCache validation = PictureSet.Load(split.Validation, session);
        TeacherScores? scores = TeacherWork.Run(recipe, job.Teachers, training, validation, runFolder, session);
        var data = new TrainingData(PictureSamples.ForTraining(training, recipe.Network.Size), PictureSamples.ForValidation(validation))
        {
            Initial = job.Initial,
            Teachers = job.Teachers,
            Scores = scores,
            FloatRun = job.FloatRun,
        };
        return session.Track("training", meter =>
        {
            var options = new TrainingOptions
            {
                Resume = resume,
                Progress = new Relay(meter),
                EpochFinished = metrics =>
                {
                    session.Note(EpochText.Line(metrics, recipe));
                    CurvesPlot.Save(RunFolder.Open(runFolder).ReadMetrics(), Path.Combine(runFolder, "curves.png"));
                },
            };
            return Trainer.Run(recipe, data, runFolder, options, session.Cancellation);
        }, hasOwnLines: true);
    }

    /// <summary>What a layer does not tell in floats it will not tell in int8 either.</summary>
    private static void WarnOfDeadLayers(RunFolder floatRun, PictureCache pictures, Session session)
    {
        FloatGraph graph = GraphExport.BestOf(floatRun);
        InputSpec input = graph.InputSpec;
        IReadOnlyList<sbyte[]> inputs = CalibrationSet.Prepare(pictures, input, PicturesForDeadLayers, session.Cancellation);
        foreach (string warning in CalibrationCheck.DeadLayers(graph, ChannelRanges.Of(graph, inputs, session.Cancellation)))
        {
            session.Warn(warning);
        }
    }

    private sealed class Relay(ProgressMeter meter) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) =>
            meter.Report((value.Epoch - 1 + (double)value.Batch / Math.Max(1, value.Batches)) / value.Epochs, EpochText.Detail(value));
    }
}
