// SPDX-License-Identifier: MIT
using System.Text.Json;

namespace Embedded.Data.Synth;

/// <summary>The folder that a synthetic data set is written to. synth.json marks it as ours, so that photographs are never overwritten.</summary>
internal static class SyntheticFolder
{
    private const string MarkName = "synth.json";
    private static readonly JsonSerializerOptions s_json = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>Makes the folders, removes the pictures of an earlier run and notes the options.</summary>
    /// <exception cref="DatasetException">There are files in train/ or val/ that were not drawn.</exception>
    public static void Prepare(string directory, SyntheticFlowersOptions options)
    {
        string[] folders = [.. from part in new[] { "train", "val" } from label in SyntheticFlowers.Labels select Path.Combine(directory, part, label)];
        string mark = Path.Combine(directory, MarkName);
        if (File.Exists(mark))
        {
            foreach (string folder in folders.Where(Directory.Exists))
            {
                foreach (string file in Directory.EnumerateFiles(folder, Path.GetFileName(folder) + "-*.jpg*"))
                {
                    File.Delete(file);
                }
            }
        }

        foreach (string part in new[] { "train", "val" })
        {
            string folder = Path.Combine(directory, part);
            if (Directory.Exists(folder) && Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Any())
            {
                throw new DatasetException(folder, $"{folder} already holds files that were not drawn here; name another folder for the synthetic flowers.");
            }
        }

        Directory.CreateDirectory(directory);
        AtomicFile.Write(mark, stream => JsonSerializer.Serialize(stream, options, s_json));
        foreach (string folder in folders)
        {
            Directory.CreateDirectory(folder);
        }
    }
}
