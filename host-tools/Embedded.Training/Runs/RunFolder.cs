// SPDX-License-Identifier: MIT
using System.Text;
using System.Text.Json;
using Embedded.Data;

namespace Embedded.Training.Runs;

/// <summary>
/// The folder of one training run: recipe.json, metrics.jsonl, best.ckpt (the averaged network of the best epoch), last.ckpt and
/// previous.ckpt (the full state after the last and the last but one epoch). Every file is written beside its place and renamed, except metrics.jsonl: a line is appended to it, and a torn one is dropped on resuming.
/// </summary>
public sealed class RunFolder
{
    private RunFolder(string path, TrainingRecipe recipe)
    {
        FullPath = path;
        Recipe = recipe;
    }

    /// <summary>Where it is.</summary>
    public string FullPath { get; }

    /// <summary>What is trained, and how.</summary>
    public TrainingRecipe Recipe { get; }

    /// <summary>One JSON object an epoch.</summary>
    public string MetricsFile => Path.Combine(FullPath, "metrics.jsonl");

    /// <summary>The averaged network of the best epoch.</summary>
    public string BestFile => Path.Combine(FullPath, "best.ckpt");

    internal string LastFile => Path.Combine(FullPath, "last.ckpt");

    internal string PreviousFile => Path.Combine(FullPath, "previous.ckpt");

    /// <summary>Whether training is over: all epochs are done, or its patience is at an end. False if the metrics cannot be read.</summary>
    public bool IsFinished
    {
        get
        {
            try
            {
                return ReadMetrics() is [.., var last]
                    && (last.Epoch >= Recipe.Epochs || (Recipe.Patience > 0 && last.Epoch - last.BestEpoch >= Recipe.Patience));
            }
            catch (RunFolderException)
            {
                return false; // a torn line, which resuming mends
            }
        }
    }

    /// <summary>Whether a run was started in the folder.</summary>
    public static bool Exists(string path) => File.Exists(RecipePath(path));

    /// <summary>Starts a run: creates the folder if need be and writes its recipe.</summary>
    /// <exception cref="RunFolderException">The folder holds a run already, or cannot be written.</exception>
    public static RunFolder Create(string path, TrainingRecipe recipe)
    {
        if (Exists(path))
        {
            throw new RunFolderException($"{path} already holds a training run: resume it, or choose another folder.");
        }

        if (File.Exists(path))
        {
            throw new RunFolderException($"{path} is a file: name a folder for the run.");
        }

        var folder = new RunFolder(Path.GetFullPath(path), recipe);
        byte[] json = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(recipe, RunJson.Indented) + "\n");
        folder.Write(RecipePath(folder.FullPath), json);
        return folder;
    }

    /// <summary>Opens the folder of a run.</summary>
    /// <exception cref="RunFolderException">There is no run, or its recipe cannot be read.</exception>
    public static RunFolder Open(string path)
    {
        if (!Exists(path))
        {
            throw new RunFolderException(path.EndsWith(".emb", StringComparison.OrdinalIgnoreCase) && File.Exists(path)
                ? $"{path} is int8 already: name the folder of the training run that it was made from."
                : $"{path} holds no training run (it has no recipe.json).");
        }

        try
        {
            TrainingRecipe? recipe = JsonSerializer.Deserialize<TrainingRecipe>(File.ReadAllText(RecipePath(path)), RunJson.Indented);
            recipe!.Validate();
            return new RunFolder(Path.GetFullPath(path), recipe);
        }
        catch (Exception e) when (e is JsonException or IOException or RecipeException or UnauthorizedAccessException)
        {
            throw new RunFolderException($"{RecipePath(path)} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Opens the folder of a run that has exactly this recipe.</summary>
    /// <exception cref="RunFolderException">There is no run, or it has another recipe: the message shows the first difference.</exception>
    public static RunFolder OpenSame(string path, TrainingRecipe recipe)
    {
        RunFolder folder = Open(path);
        return DifferenceOf(folder.Recipe, recipe) is string difference
            ? throw new RunFolderException($"The run in {path} was started with {difference}: resume it with the same settings, or choose another folder.")
            : folder;
    }

    /// <summary>The first setting that differs, as "THEN, not NOW"; null if the recipes are the same.</summary>
    public static string? DifferenceOf(TrainingRecipe then, TrainingRecipe now)
    {
        string[] before = Lines(then);
        string[] after = Lines(now);
        int line = Enumerable.Range(0, Math.Min(before.Length, after.Length)).FirstOrDefault(i => before[i] != after[i], -1);
        return line < 0 ? null : $"{before[line].TrimEnd(',')}, not {after[line].TrimEnd(',')}";

        static string[] Lines(TrainingRecipe recipe) => JsonSerializer.Serialize(recipe, RunJson.Indented).Split('\n', StringSplitOptions.TrimEntries);
    }

    /// <summary>Takes the recipe away again, so that the folder holds no run.</summary>
    internal void Abandon() => Guard(RecipePath(FullPath), () => File.Delete(RecipePath(FullPath)));

    /// <summary>All epochs measured so far.</summary>
    /// <exception cref="RunFolderException">The file cannot be read.</exception>
    public IReadOnlyList<EpochMetrics> ReadMetrics()
    {
        if (!File.Exists(MetricsFile))
        {
            return [];
        }

        try
        {
            return File.ReadLines(MetricsFile).Select(line => JsonSerializer.Deserialize<EpochMetrics>(line, RunJson.OneLine)!).ToArray();
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new RunFolderException($"{MetricsFile} cannot be read: {e.Message}", e);
        }
    }

    internal void AppendMetrics(EpochMetrics metrics)
    {
        string line = JsonSerializer.Serialize(metrics, RunJson.OneLine) + "\n";
        Guard(MetricsFile, () => File.AppendAllText(MetricsFile, line));
    }

    /// <summary>Drops the lines of epochs that are going to be repeated, and a line that was cut off.</summary>
    internal void CutMetrics(int epochs)
    {
        if (File.Exists(MetricsFile))
        {
            string kept = string.Concat(File.ReadLines(MetricsFile).Take(epochs).Select(line => line + "\n"));
            Write(MetricsFile, Encoding.UTF8.GetBytes(kept));
        }
    }

    internal void SaveBest(Checkpoint checkpoint) => Write(BestFile, CheckpointFormat.Write(checkpoint));

    /// <summary>The last checkpoint becomes the previous one. At every moment one of the two is whole.</summary>
    internal void SaveLast(Checkpoint checkpoint)
    {
        byte[] bytes = CheckpointFormat.Write(checkpoint);
        Guard(PreviousFile, () =>
        {
            if (File.Exists(LastFile))
            {
                File.Move(LastFile, PreviousFile, overwrite: true);
            }
        });
        Write(LastFile, bytes);
    }

    /// <summary>The state to go on from: the last one, the one before if that is damaged, or null before the first epoch's end.</summary>
    /// <exception cref="RunFolderException">There are checkpoints but none can be used.</exception>
    internal Checkpoint? LoadLast()
    {
        string[] files = new[] { LastFile, PreviousFile }.Where(File.Exists).ToArray();
        RunFolderException? damage = null;
        foreach (string file in files)
        {
            try
            {
                Checkpoint checkpoint = Load(file);
                if (damage is not null)
                {
                    File.Delete(LastFile); // so that it never takes the good one's place
                }

                return checkpoint;
            }
            catch (RunFolderException e)
            {
                damage ??= e;
            }
        }

        return damage is null ? null : throw damage;
    }

    /// <exception cref="RunFolderException">The run has no finished epoch, or the file is damaged.</exception>
    internal Checkpoint LoadBest() =>
        File.Exists(BestFile) ? Load(BestFile) : throw new RunFolderException($"The run in {FullPath} has no finished epoch yet: train it first.");

    private static Checkpoint Load(string file)
    {
        try
        {
            return CheckpointFormat.Read(File.ReadAllBytes(file));
        }
        catch (Exception e) when (e is CheckpointFormatException or IOException or UnauthorizedAccessException)
        {
            throw new RunFolderException($"The checkpoint {file} cannot be used: {e.Message}.", e);
        }
    }

    private static string RecipePath(string folder) => Path.Combine(folder, "recipe.json");

    private void Write(string file, byte[] bytes) => Guard(file, () =>
    {
        Directory.CreateDirectory(FullPath);
        AtomicFile.Write(file, bytes);
    });

    private static void Guard(string file, Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RunFolderException(
                $"{file} could not be written ({e.Message}): what was written before is intact; make room or allow writing, then resume.", e);
        }
    }
}
