// SPDX-License-Identifier: MIT
using System.Globalization;
using Embedded.Cli.Inputs;
using Embedded.Cli.Shell;
using Embedded.Compiler.Analysis;
using Embedded.Compiler.Formats.Emb;
using Embedded.Compiler.Graph;
using Embedded.Data;
using Embedded.Inference;
using Embedded.Training;
using Embedded.Training.Export;
using Embedded.Training.Models;
using Embedded.Training.Runs;
using Embedded.Vision;

namespace Embedded.Cli.Pipeline;

/// <summary>One run of a comparison.</summary>
/// <param name="Path">Its folder, as typed.</param>
/// <param name="Recipe">What was trained and how.</param>
/// <param name="Summary">Its network and accuracy.</param>
/// <param name="ModelPath">Its model file, or null.</param>
/// <param name="Model">What is in that.</param>
/// <param name="MeasuredFloat">Accuracy of the float network on the pictures of the comparison, null if not measured.</param>
/// <param name="MeasuredInt8">Accuracy of the model on them, null if not measured.</param>
internal sealed record ComparedRun(string Path, TrainingRecipe Recipe, RunSummary Summary, string? ModelPath, EmbFile? Model, double? MeasuredFloat = null, double? MeasuredInt8 = null)
{
    private const string ModelName = "model.emb";

    /// <summary>Share of 1: as measured; else the best validation accuracy of the training, or where its metrics are gone what the model's notes say; else null.</summary>
    public double? FloatAccuracy => MeasuredFloat ?? Summary.BestAccuracy ?? NotedAccuracy;

    /// <summary>Of a note such as "62.5 % of 120 pictures".</summary>
    private double? NotedAccuracy =>
        double.TryParse(Model?.Notes.FirstOrDefault(note => note.Key == "float accuracy").Value?.Split(' ')[0], CultureInfo.InvariantCulture, out double percent) ? percent / 100 : null;

    /// <summary>The run with the accuracy of its float network, if its checkpoint is there, and of its model on these pictures.</summary>
    /// <param name="pictures">Read already.</param>
    /// <param name="dataset">Where they are from.</param>
    /// <param name="engineFor">Makes engines for a model file, one for each thread.</param>
    /// <param name="session">Progress, threads and cancellation.</param>
    public ComparedRun Measure(PictureCache pictures, Dataset dataset, Func<EmbFile, Func<IEngine>> engineFor, Session session)
    {
        RunFolder folder = RunFolder.Open(Path);
        double? ofFloat = null;
        if (File.Exists(folder.BestFile))
        {
            FloatGraph graph = GraphExport.BestOf(folder);
            ofFloat = PictureEvaluation.Run($"{Path}, float", () => new FloatFrameClassifier(graph, ResizeMethod.Area), graph.Labels, PictureEvaluation.MapLabels(Path, () => LabelMapping.Of(graph.Labels, dataset.Labels), dataset), pictures, session).Confusion.Accuracy;
        }

        Func<IEngine>? newEngine = Model == null ? null : engineFor(Model);
        double? ofModel = Model == null
            ? null
            : PictureEvaluation.Run($"{Path}, int8", () => new FrameClassifier(newEngine!()), LabelMapping.OutputNames(Model.Model, dataset.Labels), PictureEvaluation.MapLabels(ModelPath!, () => LabelMapping.Of(Model.Model, dataset.Labels), dataset), pictures, session).Confusion.Accuracy;
        return this with { MeasuredFloat = ofFloat, MeasuredInt8 = ofModel };
    }

    /// <summary>Reads folders of runs; an .emb file belongs to the folder before it, else the folder's own model.emb is taken.</summary>
    /// <exception cref="CommandException">An .emb file comes first.</exception>
    public static IReadOnlyList<ComparedRun> ReadAll(IReadOnlyList<string> paths)
    {
        var runs = new List<ComparedRun>();
        foreach (string path in paths)
        {
            if (path.EndsWith(".emb", StringComparison.OrdinalIgnoreCase) && !Directory.Exists(path))
            {
                ComparedRun last = runs.Count > 0 ? runs[^1] : throw CommandException.Usage($"{path} belongs to no run: name the folder of its training before it");
                runs[^1] = last.WithModel(path);
                continue;
            }

            string own = System.IO.Path.Combine(path, ModelName);
            RunFolder folder = RunFolder.Open(path);
            var run = new ComparedRun(path, folder.Recipe, RunSummary.Of(folder), null, null);
            runs.Add(File.Exists(own) ? run.WithModel(own) : run);
        }

        return runs;
    }

    /// <summary>The run with its model.</summary>
    /// <exception cref="CommandException">The model is not one of this run.</exception>
    private ComparedRun WithModel(string path)
    {
        EmbFile file = EmbFile.Load(path);
        NetworkSpec network = Summary.Network;
        Tensor input = file.Model.Input;
        string? difference =
            (input.Width, input.Height, input.Channels) != (network.Size, network.Size, network.Channels) ? $"its input is {input.Width}x{input.Height}x{input.Channels}, that of the run {network.Size}x{network.Size}x{network.Channels}"
            : !file.Model.Labels.SequenceEqual(Recipe.Labels) ? $"its classes are {LabelMapping.Listed(file.Model.Labels)}, those of the run {LabelMapping.Listed(Recipe.Labels)}"
            : null;
        return difference == null
            ? this with { ModelPath = path, Model = file }
            : throw CommandException.Input($"{path} is no model of {Path}: {difference}; name a model after the run that it was quantized from");
    }
}
