// SPDX-License-Identifier: MIT
namespace Embedded.Data;

/// <summary>A folder is no data set. The message is one sentence that names the folder and says what to do.</summary>
public sealed class DatasetException : Exception
{
    /// <param name="path">The folder.</param>
    /// <param name="message">One sentence.</param>
    /// <param name="inner">What the system said, if anything.</param>
    public DatasetException(string path, string message, Exception? inner = null)
        : base(message, inner)
    {
        Path = path;
    }

    /// <summary>The folder.</summary>
    public string Path { get; }
}
