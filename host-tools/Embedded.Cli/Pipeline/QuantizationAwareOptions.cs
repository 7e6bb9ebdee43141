// SPDX-License-Identifier: MIT
using System.CommandLine;
using Embedded.Cli.Shell;
using Embedded.Training;
using Embedded.Training.Distillation;
using Embedded.Training.QuantizationAware;
using Embedded.Training.Runs;
using Embedded.Training.Transfer;

namespace Embedded.Cli.Pipeline;

/// <summary>The option for continuing a float run with quantization in the loop.</summary>
internal sealed class QuantizationAwareOptions
{
    private readonly Option<string?> _run = new("--qat") { Description = "Quantization-aware training: continue this float run with the board's rounding in the loop; its own float network teaches", HelpName = "RUN" };

    public IEnumerable<Option> All => [_run];

    /// <summary>The float run to continue, or null.</summary>
    /// <param name="parse">The options.</param>
    /// <param name="recipeOption">A recipe cannot be given as well.</param>
    /// <exception cref="RunFolderException">There is no such run.</exception>
    public RunFolder? Open(ParseResult parse, Option recipeOption)
    {
        if (parse.GetValue(_run) is not string path)
        {
            return null;
        }

        return parse.GetResult(recipeOption) is null
            ? RunFolder.Open(path)
            : throw CommandException.Usage($"{_run.Name} takes its settings from the float run, {recipeOption.Name} from elsewhere: give one of them");
    }

    /// <summary>Refuses to resume a run as the continuation of another float run than its own.</summary>
    /// <exception cref="CommandException">It continues another one.</exception>
    public void CheckResumed(ParseResult parse, TrainingRecipe recipe)
    {
        if (parse.GetValue(_run) is string path && Path.GetFullPath(path) != Path.GetFullPath(recipe.Quantization?.Source.Path ?? ""))
        {
            throw CommandException.Usage(recipe.Quantization is null
                ? $"the run to go on with is a float run; leave {_run.Name} out, or start a new run with it"
                : $"the run to go on with continues {recipe.Quantization.Source.Path}, not {path}; leave {_run.Name} out");
        }
    }

    /// <summary>Where the recipe of the continued run starts: that of the float run, shorter and gentler, taught by the float network.</summary>
    public static TrainingRecipe Continue(RunFolder floatRun)
    {
        TrainingRecipe recipe = floatRun.Recipe;
        NetworkSource source = TrainedNetwork.Load(floatRun.FullPath).Source;
        return recipe with
        {
            Quantization = new QuantizationAwareSettings { Source = source },
            Transfer = null,
            Distillation = new DistillationSettings { Teachers = [source], Weight = 0.7, Temperature = 2 },
            StartSize = null,
            Dropout = 0,
            Epochs = QuantizationAwareSettings.DefaultEpochs,
            Patience = 0,
            Optimizer = recipe.Optimizer with { LearningRate = QuantizationAwareSettings.DefaultLearningRate, WarmUpEpochs = 1 },
        };
    }
}
