// SPDX-License-Identifier: MIT
namespace Embedded.Data.Tests;

/// <summary>Builds data sets of tiny pictures.</summary>
internal static class DatasetFolder
{
    /// <summary>Writes an 8x8 PNG for each path such as cat/1.png; the pixels differ from file to file.</summary>
    public static TemporaryFolder With(params string[] paths)
    {
        var folder = new TemporaryFolder();
        Add(folder, paths);
        return folder;
    }

    public static void Add(TemporaryFolder folder, params string[] paths)
    {
        foreach (string path in paths)
        {
            ulong seed = path.Aggregate(1469598103934665603UL, (hash, letter) => (hash ^ letter) * 1099511628211);
            File.WriteAllBytes(folder.File(path), TestPictures.Png(TestPictures.Noise(seed, 8, 8)));
        }
    }
}
