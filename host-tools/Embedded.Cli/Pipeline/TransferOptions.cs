// SPDX-License-Identifier: MIT
using System.CommandLine;
using Embedded.Cli.Shell;
using Embedded.Training;
using Embedded.Training.Runs;
using Embedded.Training.Transfer;

namespace Embedded.Cli.Pipeline;

/// <summary>The options for starting from a trained network.</summary>
internal sealed class TransferOptions
{
    private readonly Option<string?> _initial = new("--init") { Description = "Start from this trained network: a run's folder, or a .tflite file of the same architecture, as wide or wider", HelpName = "FILE|RUN" };
    private readonly Option<double?> _backboneRate = new("--backbone-rate") { Description = "With --init: share of the learning rate for all layers but the classifier (default 0.3)", HelpName = "X" };
    private readonly Option<bool> _freeze = new("--freeze") { Description = "With --init: train the classifier alone" };

    public IEnumerable<Option> All => [_initial, _backboneRate, _freeze];

    /// <summary>The network to start a new run from, or null; a recipe to start from may name it.</summary>
    /// <exception cref="CommandException">It is not the one that the recipe names any more.</exception>
    public TrainedNetwork? Load(ParseResult parse, TrainingRecipe? recipe)
    {
        if (parse.GetValue(_initial) is string given)
        {
            return TrainedNetwork.Load(given);
        }

        if (recipe?.Transfer is not TransferSettings settings)
        {
            return null;
        }

        TrainedNetwork initial = TrainedNetwork.Load(settings.Source.Path);
        return initial.Source.Crc32 == settings.Source.Crc32
            ? initial
            : throw CommandException.Input($"{settings.Source.Path} is not what the recipe started from (CRC-32 {initial.Source.Crc32}, not {settings.Source.Crc32}); name it with --init to start from it nevertheless");
    }

    /// <summary>The recipe with its start and, for a new run, the network's input range.</summary>
    /// <param name="parse">The options.</param>
    /// <param name="recipe">Everything else.</param>
    /// <param name="initial">The network that a new run starts from, or null.</param>
    /// <param name="isResumed">The recipe is that of a run to go on with.</param>
    public TrainingRecipe Apply(ParseResult parse, TrainingRecipe recipe, TrainedNetwork? initial, bool isResumed)
    {
        if (initial is not null)
        {
            TransferSettings start = recipe.Transfer is null ? new TransferSettings { Source = initial.Source } : recipe.Transfer with { Source = initial.Source };
            recipe = recipe with { Network = NetworkTransfer.Adapt(recipe.Network, initial), Transfer = start };
        }

        if (recipe.Transfer is not TransferSettings transfer)
        {
            bool isLate = isResumed && parse.GetValue(_initial) is not null;
            string? lonely = parse.GetValue(_freeze) ? _freeze.Name : parse.GetValue(_backboneRate) is not null ? _backboneRate.Name : isLate ? _initial.Name : null;
            return lonely is null ? recipe
                : recipe.Quantization is not null ? throw CommandException.Usage($"quantization-aware training trains all layers alike; leave {lonely} out")
                : throw CommandException.Usage($"{lonely} needs a trained network to start from: give --init when the run is started");
        }

        if ((parse.GetValue(_freeze) || transfer.Freeze) && parse.GetValue(_backboneRate) is not null)
        {
            throw CommandException.Usage($"{_freeze.Name} trains the classifier alone, so {_backboneRate.Name} would have no effect; give one of them");
        }

        NetworkSource source = isResumed && parse.GetValue(_initial) is string path ? transfer.Source with { Path = path } : transfer.Source;
        return recipe with
        {
            Transfer = transfer with { Source = source, BackboneRate = parse.GetValue(_backboneRate) ?? transfer.BackboneRate, Freeze = parse.GetValue(_freeze) || transfer.Freeze },
        };
    }
}
