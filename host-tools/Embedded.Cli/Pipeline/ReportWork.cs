// SPDX-License-Identifier: MIT
using Embedded.Boards;
using Embedded.Cli.Inputs;
using Embedded.Cli.Reporting;
using Embedded.Cli.Shell;
using Embedded.Compiler.Analysis;
using Embedded.Compiler.Formats.Emb;
using Embedded.Compiler.Graph;
using Embedded.Compiler.Quantization;
using Embedded.Data;
using Embedded.Data.Camera;
using Embedded.Inference;
using Embedded.Training;
using Embedded.Training.Export;
using Embedded.Training.Models;
using Embedded.Training.Runs;
using Embedded.Vision;

namespace Embedded.Cli.Pipeline;

/// <summary>Measures what a report tells.</summary>
internal static class ReportWork
{
    private const string Float = "float";
    private const string NotRounded = "not rounded";
    private const string Int8 = "int8";
    private const string CameraLike = "camera-like";

    /// <summary>Reads the run and its model and measures both, as far as there are pictures.</summary>
    /// <exception cref="CommandException">The run has no finished epoch, or an option asks for what there is no model or network for.</exception>
    public static ReportFacts Gather(ReportInputs inputs, Session session)
    {
        RunFolder folder = RunFolder.Open(inputs.Run);
        IReadOnlyList<EpochMetrics> metrics = folder.ReadMetrics();
        if (metrics.Count == 0)
        {
            throw CommandException.Input($"the run in {inputs.Run} has no finished epoch yet, so there is nothing to report; train it first");
        }

        ComparedRun run = WithOwnModel(ComparedRun.ReadAll(inputs.Model == null ? [inputs.Run] : [inputs.Run, inputs.Model])[0], folder);
        Check(inputs, run, File.Exists(folder.BestFile));
        FloatGraph? graph = (inputs.Data ?? inputs.Calibration) != null && File.Exists(folder.BestFile) ? NetworkOf(folder) : null;
        var facts = new ReportFacts
        {
            Name = Path.GetFileName(Path.TrimEndingDirectorySeparator(folder.FullPath)),
            Recipe = folder.Recipe,
            Settings = RecipeSettings.Of(File.ReadAllText(Path.Combine(folder.FullPath, "recipe.json"))),
            Summary = run.Summary,
            Metrics = metrics,
            Board = inputs.Board,
            Model = run.Model,
            Inspection = run.Model == null ? null : ModelInspection.Of(run.Model),
            Fit = run.Model == null ? null : ModelFit.Of(run.Model, inputs.Board),
        };
        facts = inputs.Data is string data ? MeasureData(facts, graph, run, data, inputs, session) : facts;
        facts = inputs.Frames is string frames ? MeasureFrames(facts, run, frames, inputs, session) : facts;
        return inputs.Calibration is string calibration ? facts with { Layers = LayerWork.Run(run, graph!, calibration, session) } : facts;
    }

    private static void Check(ReportInputs inputs, ComparedRun run, bool hasNetwork)
    {
        if (run.Model == null && (inputs.Calibration != null || inputs.Frames != null))
        {
            string option = inputs.Calibration != null ? "--calibration" : "--frames";
            throw CommandException.Usage($"{option} measures the int8 model, and {inputs.Run} has no model.emb; name a model with --model");
        }

        if (!hasNetwork && inputs.Calibration != null)
        {
            throw CommandException.Input($"{inputs.Run} has no best.ckpt, the float network that layers are compared with; leave --calibration out");
        }

        if (!hasNetwork && inputs.Data != null && run.Model == null)
        {
            throw CommandException.Input($"{inputs.Run} has neither best.ckpt nor model.emb to measure on {inputs.Data}; name a model with --model");
        }
    }

    /// <summary>A quantization-aware run holds its int8 network; it is made a model where none is named.</summary>
    private static ComparedRun WithOwnModel(ComparedRun run, RunFolder folder)
    {
        if (run.Model != null || folder.Recipe.Quantization == null || !File.Exists(folder.BestFile))
        {
            return run;
        }

        return run with { ModelPath = run.Path, Model = EmbFile.Parse(EmbWriter.Write(LearnedQuantization.Export(folder).Quantized)) };
    }

    /// <summary>The float network; of a quantization-aware run the one that its rounding belongs to.</summary>
    private static FloatGraph NetworkOf(RunFolder folder) =>
        folder.Recipe.Quantization == null ? GraphExport.BestOf(folder) : LearnedQuantization.Export(folder).Float;

    private static ReportFacts MeasureData(ReportFacts facts, FloatGraph? graph, ComparedRun run, string data, ReportInputs inputs, Session session)
    {
        Dataset dataset = Dataset.Open(data);
        int[]? ofFloat = graph == null ? null : PictureEvaluation.MapLabels(inputs.Run, () => LabelMapping.Of(graph.Labels, dataset.Labels), dataset);
        PictureCache pictures = PictureSet.Load(dataset, session);
        var columns = new List<MeasuredColumn>();
        if (graph != null)
        {
            columns.Add(MeasureNetwork(facts.Recipe.Quantization == null ? Float : NotRounded, graph, ofFloat!, dataset, pictures, null, session));
        }

        if (run.Model != null)
        {
            columns.Add(MeasureModel(Int8, run, dataset, pictures, inputs, null, session));
        }

        MeasuredColumn main = columns[^1];
        NetworkSpec network = facts.Recipe.Network;
        var camera = new CameraFrames(session.Seed, new InputSpec(network.Size, network.Size, network.Channels, ResizeMethod.Area, null));
        columns.Add(run.Model != null
            ? MeasureModel($"{main.Title}, {CameraLike}", run, dataset, pictures, inputs, camera, session)
            : MeasureNetwork($"{main.Title}, {CameraLike}", graph!, ofFloat!, dataset, pictures, camera, session));
        return facts with { Columns = columns, Main = main, Pictures = pictures };
    }

    private static ReportFacts MeasureFrames(ReportFacts facts, ComparedRun run, string frames, ReportInputs inputs, Session session)
    {
        Dataset dataset = Dataset.Open(frames);
        return facts with { Columns = [.. facts.Columns, MeasureModel($"{Int8}, camera frames", run, dataset, PictureSet.Load(dataset, session), inputs, null, session)] };
    }

    private static MeasuredColumn MeasureNetwork(string title, FloatGraph graph, int[] outputs, Dataset dataset, PictureCache pictures, CameraFrames? camera, Session session)
    {
        Evaluation result = PictureEvaluation.Run("measuring the float network", () => new FloatFrameClassifier(graph, ResizeMethod.Area), graph.Labels, outputs, pictures, session, camera);
        return new MeasuredColumn(title, NameOf(dataset.Directory), result, null) { IsSimulated = camera != null };
    }

    private static MeasuredColumn MeasureModel(string title, ComparedRun run, Dataset dataset, PictureCache pictures, ReportInputs inputs, CameraFrames? camera, Session session)
    {
        Model model = run.Model!.Model;
        int[] outputs = PictureEvaluation.MapLabels(run.ModelPath!, () => LabelMapping.Of(model, dataset.Labels), dataset);
        Func<IEngine> newEngine = inputs.EngineFor(run.Model);
        Evaluation result = PictureEvaluation.Run("measuring the int8 model", () => new FrameClassifier(newEngine()), LabelMapping.OutputNames(model, dataset.Labels), outputs, pictures, session, camera);
        return new MeasuredColumn(title, NameOf(dataset.Directory), result, model.Decision.Threshold) { IsSimulated = camera != null };
    }

    private static string NameOf(string path) => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
}
