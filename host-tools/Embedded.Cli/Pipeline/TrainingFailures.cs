// SPDX-License-Identifier: MIT
using Embedded.Cli.Shell;
using Embedded.Training;
using Embedded.Training.Distillation;
using Embedded.Training.Runs;

namespace Embedded.Cli.Pipeline;

/// <summary>Gives training's exceptions their exit codes. Apart from <see cref="Failure"/>, so that other commands never load libtorch's wrapper.</summary>
internal static class TrainingFailures
{
    /// <summary>Does the work; an exception of training becomes a <see cref="CommandException"/>.</summary>
    public static T Translate<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (RecipeException exception)
        {
            throw CommandException.Usage(exception.Message, exception);
        }
        catch (RunFolderException exception)
        {
            bool isDisk = exception.InnerException is IOException or UnauthorizedAccessException;
            throw isDisk ? CommandException.Work(exception.Message, exception) : CommandException.Input(exception.Message, exception);
        }
        catch (ScoresFileException exception)
        {
            throw exception.InnerException is null ? CommandException.Input(exception.Message, exception) : CommandException.Work(exception.Message, exception);
        }
        catch (TrainingDivergedException exception)
        {
            throw CommandException.Work(exception.Message, exception);
        }
    }
}
