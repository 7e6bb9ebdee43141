// SPDX-License-Identifier: MIT
using Embedded.Training.Data;
using Embedded.Training.Distillation;
using Embedded.Training.Native;
using Embedded.Training.QuantizationAware;
using Embedded.Training.Runs;
using Embedded.Training.Transfer;

namespace Embedded.Training;

/// <summary>Trains networks. Start reading here, then <see cref="TrainingSession"/>.</summary>
public static class Trainer
{
    /// <summary>
    /// Trains one network and leaves the run in <paramref name="runFolder"/>. The same recipe and pictures give the same
    /// checkpoints, byte for byte, whether the run was interrupted and resumed or not.
    /// </summary>
    /// <param name="recipe">What to train and how.</param>
    /// <param name="data">The pictures.</param>
    /// <param name="runFolder">A new or empty folder, or with <see cref="TrainingOptions.Resume"/> one that holds this run.</param>
    /// <param name="options">Resuming and progress.</param>
    /// <param name="cancellation">Stops the run soon; the finished epochs stay and the run can be resumed.</param>
    /// <exception cref="RecipeException">The recipe is impossible, or does not fit the pictures or the network to start from.</exception>
    /// <exception cref="RunFolderException">The folder cannot be used or written, or holds another run.</exception>
    /// <exception cref="TrainingDivergedException">The loss is not finite any more.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static TrainingResult Run(
        TrainingRecipe recipe, TrainingData data, string runFolder, TrainingOptions options, CancellationToken cancellation = default)
    {
        recipe = recipe with
        {
            Data = recipe.Data with { TrainingPictures = data.Training.Count, ValidationPictures = data.Validation.Count },
        };
        recipe.Validate();
        RequireDevice(recipe);
        RecipeException.Require(data.Training.Count >= 2, "the number of training pictures", data.Training.Count, "at least 2");
        RecipeException.Require(data.Validation.Count >= 1, "the number of validation pictures", data.Validation.Count, "at least 1");
        RequireLabels(data.Training, recipe);
        RequireLabels(data.Validation, recipe);

        bool resumed = options.Resume && RunFolder.Exists(runFolder);
        if (recipe.Transfer is not null && !resumed)
        {
            _ = data.Initial ?? throw new RecipeException($"The recipe starts from {recipe.Transfer.Source.Path}, which was not read: give the network to start from.");
            NetworkTransfer.Check(recipe.Network, data.Initial);
        }

        if (recipe.Quantization is not null && !resumed)
        {
            QuantizedStart.Check(recipe, data.FloatRun ?? throw new RecipeException($"The recipe continues {recipe.Quantization.Source.Path}, which was not read: give the float run."));
        }

        if (recipe.Distillation is not null)
        {
            Require(data, recipe.Distillation);
            foreach (TrainedNetwork teacher in data.Teachers)
            {
                Teacher.Check(teacher, recipe.Labels);
            }
        }

        RunFolder folder = resumed ? RunFolder.OpenSame(runFolder, recipe) : RunFolder.Create(runFolder, recipe);
        using var session = new TrainingSession(folder, data, options);
        if (resumed)
        {
            session.Restore();
        }
        else
        {
            Start(session, folder, data, cancellation);
        }

        return session.Run(cancellation);
    }

    /// <summary>Checks that this machine and this build have the recipe's device.</summary>
    /// <exception cref="RecipeException">They have not; the message says what to do.</exception>
    public static void RequireDevice(TrainingRecipe recipe) => Computing.RequireDevice(recipe.Device);

    /// <summary>Takes over the network to start from; a run that is stopped before that leaves nothing behind.</summary>
    private static void Start(TrainingSession session, RunFolder folder, TrainingData data, CancellationToken cancellation)
    {
        try
        {
            if (folder.Recipe.Transfer is not null)
            {
                session.StartFrom(data.Initial!, cancellation);
            }
            else if (folder.Recipe.Quantization is not null)
            {
                session.StartFrom(data.FloatRun!, cancellation);
            }
        }
        catch (OperationCanceledException)
        {
            folder.Abandon();
            throw;
        }
    }

    private static void Require(TrainingData data, DistillationSettings settings)
    {
        if (data.Teachers.Count != settings.Teachers.Count || (settings.Views > 0 && data.Scores is null))
        {
            throw new RecipeException($"The recipe learns from {string.Join(" and ", settings.Teachers.Select(teacher => teacher.Path))}, which was not read: give the networks that teach.");
        }
    }

    private static void RequireLabels(ISampleSource source, TrainingRecipe recipe)
    {
        for (int index = 0; index < source.Count; index++)
        {
            int label = source.Label(index);
            RecipeException.Require(label >= 0 && label < recipe.Network.Classes, $"the class of picture {index}", label, $"below {recipe.Network.Classes}");
        }
    }
}
