// SPDX-License-Identifier: MIT
using Embedded.Cli.Shell;
using Embedded.Compiler.Formats.Emb;
using Embedded.Training.Runs;

namespace Embedded.Cli.Pipeline;

/// <summary>One run of a comparison.</summary>
/// <param name="Path">Its folder, as typed.</param>
/// <param name="Summary">Its network and accuracy.</param>
/// <param name="ModelPath">Its model file, or null.</param>
/// <param name="Model">What is in that.</param>
internal sealed record ComparedRun(string Path, RunSummary Summary, string? ModelPath, EmbFile? Model)
{
    private const string ModelName = "model.emb";

    /// <summary>The best validation accuracy; where the run's metrics are gone, as the model's notes have it; else null.</summary>
    public string? FloatAccuracy => Summary.BestAccuracy is double share ? Rendering.Numbers.Percent(share) : Note("float accuracy");

    /// <summary>From the model's notes, or null.</summary>
    public string? Int8Accuracy => Note("int8 accuracy");

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
