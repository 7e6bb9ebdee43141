// SPDX-License-Identifier: MIT
using System.Text.Json;

namespace Embedded.Data.Synth;

/// <summary>The folder that a synthetic data set is written to. synth.json marks it as ours, so that photographs are never overwritten.</summary>
internal static class SyntheticFolder
{
    private const string MarkName = "synth.json";
    private static readonly JsonSerializerOptions s_json = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>Makes the folders, removes the pictures of an earlier run and notes the options.</summary>
    /// <exception cref="DatasetException">The folder holds what was not drawn; nothing was changed.</exception>
    public static void Prepare(string directory, SyntheticFlowersOptions options)
    {
        string mark = Path.Combine(directory, MarkName);
        string[] files = [.. new[] { "train", "val" }.SelectMany(part => FilesIn(Path.Combine(directory, part)))];
        string? foreign = files.FirstOrDefault(file => !File.Exists(mark) || !IsDrawn(file)) ?? OtherContent(directory, mark);
        if (foreign != null)
        {
            throw new DatasetException(directory, $"{foreign} was not drawn here; name another folder for the synthetic flowers.");
        }

        foreach (string file in files)
        {
            File.Delete(file);
        }

        Directory.CreateDirectory(directory);
        AtomicFile.Write(mark, stream => JsonSerializer.Serialize(stream, options, s_json));
        foreach (string label in SyntheticFlowers.Labels)
        {
            Directory.CreateDirectory(Path.Combine(directory, "train", label));
            Directory.CreateDirectory(Path.Combine(directory, "val", label));
        }
    }

    /// <summary>The first entry of a folder without our mark: it is somebody's, and train/ and val/ beside it would hide it.</summary>
    private static string? OtherContent(string directory, string mark) =>
        Directory.Exists(directory) && !File.Exists(mark)
            ? Directory.EnumerateFileSystemEntries(directory).Order(StringComparer.Ordinal).FirstOrDefault()
            : null;

    private static string[] FilesIn(string folder) =>
        Directory.Exists(folder) ? Directory.GetFiles(folder, "*", SearchOption.AllDirectories) : [];

    /// <summary>Whether the file is named like daisy/daisy-0001.jpg, or is what a killed program left of one.</summary>
    private static bool IsDrawn(string file)
    {
        string label = Path.GetFileName(Path.GetDirectoryName(file)!);
        string name = Path.GetFileName(file);
        return SyntheticFlowers.Labels.Contains(label)
            && name.StartsWith(label + "-", StringComparison.Ordinal)
            && (name.EndsWith(".jpg", StringComparison.Ordinal) || (name.Contains(".jpg.") && name.EndsWith(".tmp", StringComparison.Ordinal)));
    }
}
