// SPDX-License-Identifier: MIT
using Embedded.Cli.Rendering;
using Embedded.Cli.Shell;
using Embedded.Data;

namespace Embedded.Cli.Inputs;

/// <summary>Reads a data set for a command and names the pictures that had to be left out.</summary>
internal static class PictureSet
{
    /// <summary>Decodes every picture once, under a progress bar.</summary>
    /// <exception cref="DatasetException">No picture of some class can be read.</exception>
    public static PictureCache Load(Dataset dataset, Session session)
    {
        PictureCache cache = session.Track(
            $"reading {Numbers.Count(dataset.Samples.Count, "picture")}",
            meter => PictureCache.Load(dataset, threads: session.Threads, progress: meter, cancellation: session.Cancellation));
        foreach (SkippedFile file in cache.Unreadable)
        {
            session.Warn($"skipped {Path.Combine(dataset.Directory, file.Path)}: {file.Reason}");
        }

        return cache;
    }
}
