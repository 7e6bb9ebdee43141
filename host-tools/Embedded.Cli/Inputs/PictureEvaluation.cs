// SPDX-License-Identifier: MIT
using Embedded.Cli.Shell;
using Embedded.Compiler.Analysis;
using Embedded.Compiler.Graph;
using Embedded.Data;
using Embedded.Data.Camera;
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

    /// <summary>The same on simulated camera frames of the pictures; null if it was not asked for.</summary>
    public Evaluation? Camera { get; init; }

    /// <summary>The seed of these frames.</summary>
    public int CameraSeed { get; init; }

    /// <summary>Reads the pictures and runs an integer engine on them, both under a progress bar.</summary>
    /// <param name="engine">What computes.</param>
    /// <param name="modelPath">As typed.</param>
    /// <param name="model">The network.</param>
    /// <param name="newEngine">Makes an engine for one thread.</param>
    /// <param name="dataset">The pictures.</param>
    /// <param name="onCamera">Measure on simulated camera frames as well.</param>
    /// <param name="session">Progress, threads, seed and cancellation.</param>
    /// <exception cref="CommandException">The model does not know a class of the data set.</exception>
    public static PictureEvaluation Run(string engine, string modelPath, Model model, Func<IEngine> newEngine, Dataset dataset, bool onCamera, Session session)
    {
        CameraFrames? frames = onCamera ? new CameraFrames(session.Seed, model.InputSpec) : null;
        PictureEvaluation evaluation = Run(engine, modelPath, () => new FrameClassifier(newEngine()), LabelMapping.OutputNames(model, dataset.Labels), () => LabelMapping.Of(model, dataset.Labels), dataset, frames, session);
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

    /// <summary>Reads the pictures and runs float networks on them, both under a progress bar.</summary>
    /// <param name="runs">The networks, which decide together, and where they come from.</param>
    /// <param name="mirror">They judge mirror images too.</param>
    /// <param name="dataset">The pictures.</param>
    /// <param name="onCamera">Measure on simulated camera frames as well.</param>
    /// <param name="session">Progress, threads, seed and cancellation.</param>
    /// <exception cref="CommandException">A network does not know a class of the data set.</exception>
    public static PictureEvaluation Run(IReadOnlyList<(string Path, FloatGraph Graph)> runs, bool mirror, Dataset dataset, bool onCamera, Session session)
    {
        (string runPath, FloatGraph graph) = runs[0];
        CameraFrames? frames = onCamera ? new CameraFrames(session.Seed, graph.InputSpec) : null;
        int[][] outputs = [.. runs.Select(run => MapLabels(run.Path, () => LabelMapping.Of(run.Graph.Labels, graph.Labels), dataset))];
        string title = (runs.Count == 1 ? "float network" : $"{runs.Count} float networks together") + (mirror ? ", mirror images too" : "");
        return Run(title, runPath, NewClassifier, graph.Labels, () => LabelMapping.Of(graph.Labels, dataset.Labels), dataset, frames, session);

        IFrameClassifier NewClassifier() => runs.Count == 1 && !mirror
            ? new FloatFrameClassifier(graph, ResizeMethod.Area)
            : new ClassifierEnsemble([.. runs.Select((run, index) => ((IFrameClassifier)new FloatFrameClassifier(run.Graph, ResizeMethod.Area), outputs[index]))], mirror);
    }

    /// <summary>Runs any classifier on pictures that are read already.</summary>
    /// <param name="title">For the progress bar.</param>
    /// <param name="newClassifier">Makes a classifier for one thread.</param>
    /// <param name="names">Names of the classifier's outputs.</param>
    /// <param name="outputs">[classes] which output each class of the pictures is.</param>
    /// <param name="pictures">What is classified.</param>
    /// <param name="session">Progress, threads and cancellation.</param>
    /// <param name="camera">Takes frames of the pictures; null to classify them as they are.</param>
    public static Evaluation Run(
        string title, Func<IFrameClassifier> newClassifier, IReadOnlyList<string> names, int[] outputs, PictureCache pictures, Session session, CameraFrames? camera = null) =>
        session.Track(title, meter => Evaluator.Run(
            newClassifier,
            names,
            pictures.Samples.Count,
            index => camera == null ? pictures.Get(index).ToFrame() : camera.Of(pictures.Get(index), pictures.Samples[index].Path),
            index => outputs[pictures.Samples[index].Label],
            session.Threads,
            meter.Counting(pictures.Samples.Count),
            session.Cancellation));

    private static PictureEvaluation Run(
        string engine, string path, Func<IFrameClassifier> newClassifier, IReadOnlyList<string> names, Func<int[]> map, Dataset dataset, CameraFrames? camera, Session session)
    {
        int[] outputs = MapLabels(path, map, dataset);
        PictureCache pictures = PictureSet.Load(dataset, session);
        return new PictureEvaluation(engine, Run("evaluating", newClassifier, names, outputs, pictures, session), pictures.Unreadable)
        {
            Camera = camera == null ? null : Run("evaluating camera frames", newClassifier, names, outputs, pictures, session, camera),
            CameraSeed = session.Seed,
        };
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
