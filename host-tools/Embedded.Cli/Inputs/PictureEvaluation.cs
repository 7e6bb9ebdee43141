// SPDX-License-Identifier: MIT
using Embedded.Cli.Shell;
using Embedded.Compiler.Analysis;
using Embedded.Compiler.Graph;
using Embedded.Data;
using Embedded.Inference;
using Embedded.Vision;

namespace Embedded.Cli.Inputs;

/// <summary>A model measured on a data set.</summary>
/// <param name="Engine">What computed: "integer engine", "native integer engine" or "float network".</param>
/// <param name="Result">Counts and time.</param>
/// <param name="Skipped">Pictures that could not be read.</param>
/// <param name="Threshold">The model's own threshold in per cent; null for a float network, which has none.</param>
internal sealed record PictureEvaluation(string Engine, Evaluation Result, IReadOnlyList<SkippedFile> Skipped, int? Threshold = null)
{
    /// <summary>The list of pictures that were left out on purpose; null for none.</summary>
    public string? WithoutList { get; init; }

    /// <summary>How many pictures that are.</summary>
    public int LeftOut { get; init; }

    /// <summary>Reads the pictures and runs an integer engine on them, both under a progress bar.</summary>
    /// <exception cref="CommandException">The model does not know a class of the data set.</exception>
    public static PictureEvaluation Run(string engine, string modelPath, Model model, Func<IEngine> newEngine, Dataset dataset, Session session)
    {
        PictureEvaluation evaluation = Run(engine, modelPath, () => new FrameClassifier(newEngine()), LabelMapping.OutputNames(model, dataset.Labels), () => LabelMapping.Of(model, dataset.Labels), dataset, session);
        WarnOfGuess(modelPath, model, dataset.Labels, session);
        return evaluation with { Threshold = model.Decision.Threshold };
    }

    /// <summary>Without labels nothing tells which output is which class.</summary>
    public static void WarnOfGuess(string modelPath, Model model, IReadOnlyList<string> classes, Session session)
    {
        if (model.Labels.Length == 0)
        {
            session.Warn($"{modelPath} has no labels: its outputs from 0 on were taken for the folders in alphabetical order, {LabelMapping.Listed(classes)}; import it with --labels if that is wrong");
        }
    }

    /// <summary>Reads the pictures and runs a float network on them, both under a progress bar.</summary>
    /// <exception cref="CommandException">The network does not know a class of the data set.</exception>
    public static PictureEvaluation Run(string runPath, FloatGraph graph, Dataset dataset, Session session) =>
        Run("float network", runPath, () => new FloatFrameClassifier(graph, ResizeMethod.Area), graph.Labels, () => LabelMapping.Of(graph.Labels, dataset.Labels), dataset, session);

    /// <summary>Runs any classifier on pictures that are read already.</summary>
    /// <param name="title">For the progress bar.</param>
    /// <param name="newClassifier">Makes a classifier for one thread.</param>
    /// <param name="names">Names of the classifier's outputs.</param>
    /// <param name="outputs">[classes] which output each class of the pictures is.</param>
    /// <param name="pictures">What is classified.</param>
    /// <param name="session">Progress, threads and cancellation.</param>
    public static Evaluation Run(
        string title, Func<IFrameClassifier> newClassifier, IReadOnlyList<string> names, int[] outputs, PictureCache pictures, Session session) =>
        session.Track(title, meter => Evaluator.Run(
            newClassifier,
            names,
            pictures.Samples.Count,
            index => pictures.Get(index).ToFrame(),
            index => outputs[pictures.Samples[index].Label],
            session.Threads,
            meter.Counting(pictures.Samples.Count),
            session.Cancellation));

    private static PictureEvaluation Run(
        string engine, string path, Func<IFrameClassifier> newClassifier, IReadOnlyList<string> names, Func<int[]> map, Dataset dataset, Session session)
    {
        int[] outputs = MapLabels(path, map, dataset);
        PictureCache pictures = PictureSet.Load(dataset, session);
        return new PictureEvaluation(engine, Run("evaluating", newClassifier, names, outputs, pictures, session), pictures.Unreadable);
    }

    /// <summary>What <paramref name="map"/> gives.</summary>
    /// <exception cref="CommandException">The model does not know a class of the data set; the message names both.</exception>
    public static int[] MapLabels(string modelPath, Func<int[]> map, Dataset dataset)
    {
        try
        {
            return map();
        }
        catch (ArgumentException exception)
        {
            throw CommandException.Input($"{modelPath} does not fit {dataset.Directory}: {exception.Message}", exception);
        }
    }
}
