// SPDX-License-Identifier: MIT
using System.Globalization;
using Embedded.Cli.Inputs;
using Embedded.Cli.Rendering;
using Embedded.Cli.Shell;
using Embedded.Compiler.Formats.Emb;
using Embedded.Compiler.Graph;
using Embedded.Compiler.Quantization;
using Embedded.Data;
using Embedded.Training;
using Embedded.Training.Export;
using Embedded.Training.Models;
using Embedded.Training.Runs;
using Embedded.Training.Transfer;
using Embedded.Vision;

namespace Embedded.Cli.Pipeline;

/// <summary>From a trained network to a model file.</summary>
internal static class QuantizationWork
{
    /// <summary>Exports the run's best network, calibrates, quantizes and writes <paramref name="modelFile"/>.</summary>
    public static QuantizedRun Run(RunFolder run, Dataset calibration, int pictures, string observer, string modelFile, Session session) =>
        Run(GraphExport.BestOf(run), Notes(run), calibration, pictures, observer, modelFile, session);

    /// <summary>Calibrates and quantizes a float network, and writes <paramref name="modelFile"/>.</summary>
    public static QuantizedRun Run(
        FloatGraph graph, IReadOnlyList<KeyValuePair<string, string>> notes, Dataset calibration, int pictures, string observer, string modelFile, Session session)
    {
        var input = new InputSpec(graph.Input.Height, graph.Input.Width, graph.Input.Channels, ResizeMethod.Area, null!);
        IReadOnlyList<sbyte[]> inputs = CalibrationSet.Prepare(PictureSet.Load(calibration, session), input, pictures, session.Cancellation);
        var options = new QuantizerOptions { Observer = observer, Resize = input.Resize, Notes = [.. notes, new("quantization", $"observer {observer}, {inputs.Count} calibration pictures")] };
        QuantizationResult result = session.Track("quantizing", meter => Quantizer.Quantize(graph, inputs, options, meter, session.Cancellation));
        byte[] bytes = EmbWriter.Write(result.Graph);
        AtomicFile.Write(OutputFile.Prepare(modelFile), bytes);
        return new QuantizedRun(graph, result.Report, EmbFile.Parse(bytes));
    }

    /// <summary>What the network learned from beside the pictures; nothing for a network from scratch.</summary>
    private static IEnumerable<KeyValuePair<string, string>> Origin(TrainingRecipe recipe)
    {
        if (recipe.Transfer is { } transfer)
        {
            yield return new("start", $"{(transfer.Freeze ? "new classifier on" : "fine-tuned from")} {NameOf(transfer.Source)}");
        }

        if (recipe.Distillation is { } distillation)
        {
            yield return new("teacher", NameOf(distillation.Teacher));
        }

        static string NameOf(NetworkSource source) => Path.GetFileName(Path.TrimEndingDirectorySeparator(source.Path));
    }

    private static List<KeyValuePair<string, string>> Notes(RunFolder run)
    {
        NetworkSpec network = run.Recipe.Network;
        EpochMetrics last = run.ReadMetrics()[^1];
        return
        [
            new("network", string.Create(CultureInfo.InvariantCulture, $"{network.Architecture} {network.Width:0.###}, {network.Size}x{network.Size}x{network.Channels}")),
            new("training", string.Create(CultureInfo.InvariantCulture, $"{Numbers.Count(run.Recipe.Data.TrainingPictures, "picture")}, best of {Numbers.Count(last.Epoch, "epoch")}: {last.BestEpoch}, seed {run.Recipe.Seed}")),
            .. Origin(run.Recipe),
            new("float accuracy", string.Create(CultureInfo.InvariantCulture, $"{100 * last.BestAccuracy:0.0} % of {Numbers.Count(run.Recipe.Data.ValidationPictures, "picture")}")),
        ];
    }
}
