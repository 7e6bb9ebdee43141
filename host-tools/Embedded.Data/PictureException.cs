// SPDX-License-Identifier: MIT
namespace Embedded.Data;

/// <summary>One picture file could not be read.</summary>
public sealed class PictureException : Exception
{
    /// <param name="path">The file.</param>
    /// <param name="reason">Why, in words that follow the file's name and a colon: "it ends early".</param>
    /// <param name="inner">What the system said, if anything.</param>
    public PictureException(string path, string reason, Exception? inner = null)
        : base($"{path}: {reason}.", inner)
    {
        Path = path;
        Reason = reason;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Why, without the file's name and without a full stop.</summary>
    public string Reason { get; }
}
