// SPDX-License-Identifier: MIT
using Embedded.Cli.Inputs;
using Embedded.Cli.Rendering;
using Embedded.Cli.Shell;
using Embedded.Compiler.Analysis;
using Embedded.Compiler.Formats.Emb;
using Embedded.Compiler.Graph;
using Embedded.Data;
using Embedded.Training.Export;
using Embedded.Training.Runs;
using Embedded.Vision;

namespace Embedded.Cli.Pipeline;

/// <summary>One run of a comparison.</summary>
/// <param name="Path">Its folder, as typed.</param>
/// <param name="Summary">Its network and accuracy.</param>
/// <param name="ModelPath">Its model file, or null.</param>
/// <param name="Model">What is in that.</param>
/// <param name="MeasuredFloat">Accuracy of the float network on the pictures of the comparison, null if not measured.</param>
/// <param name="MeasuredInt8">Accuracy of the model on them, null if not measured.</param>
internal sealed record ComparedRun(string Path, RunSummary Summary, string? ModelPath, EmbFile? Model, double? MeasuredFloat = null, double? MeasuredInt8 = null)
{
    private const string ModelName = "model.emb";

    /// <summary>As measured; else the best validation accuracy of the training, or where its metrics are gone what the model's notes say; else null.</summary>
    public string? FloatAccuracy => (MeasuredFloat ?? Summary.BestAccuracy) is double share ? Numbers.Percent(share) : Note("float accuracy");

    /// <summary>As measured, or null.</summary>
    public string? Int8Accuracy => MeasuredInt8 is double share ? Numbers.Percent(share) : null;

    /// <summary>The run with the accuracy of its float network, if its checkpoint is there, and of its model on these pictures.</summary>
    public ComparedRun Measure(PictureCache pictures, IReadOnlyList<string> labels, Session session)
    {
        RunFolder folder = RunFolder.Open(Path);
        double? ofFloat = null;
        if (File.Exists(folder.BestFile))
        {
            FloatGraph graph = GraphExport.BestOf(folder);
            ofFloat = PictureEvaluation.Run($"{Path}, float", () => new FloatFrameClassifier(graph, ResizeMethod.Area), graph.Labels, LabelMapping.Of(graph.Labels, labels), pictures, session).Confusion.Accuracy;
        }

        double? ofModel = Model == null
            ? null
            : PictureEvaluation.Run($"{Path}, int8", () => new FrameClassifier(Model.Model), LabelMapping.OutputNames(Model.Model, labels), LabelMapping.Of(Model.Model, labels), pictures, session).Confusion.Accuracy;
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
                runs[^1] = last with { ModelPath = path, Model = EmbFile.Load(path) };
                continue;
            }

            string own = System.IO.Path.Combine(path, ModelName);
            bool hasOwn = File.Exists(own);
            runs.Add(new ComparedRun(path, RunSummary.Of(RunFolder.Open(path)), hasOwn ? own : null, hasOwn ? EmbFile.Load(own) : null));
        }

        return runs;
    }

    private string? Note(string key) => Model?.Notes.FirstOrDefault(note => note.Key == key).Value;
}
