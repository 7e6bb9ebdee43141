// SPDX-License-Identifier: MIT
namespace Embedded.Cli.Tests.Training;

/// <summary>A folder that is deleted at the end.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string FullPath { get; } = Directory.CreateTempSubdirectory("embedded-training-").FullName;

    /// <summary>A path below the folder.</summary>
    public string this[params string[] parts] => Path.Combine([FullPath, .. parts]);

    public void Dispose() => Directory.Delete(FullPath, recursive: true);
}
