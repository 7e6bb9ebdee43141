// SPDX-License-Identifier: MIT
namespace Embedded.Cli.Rebuilding;

/// <summary>What the journal of a rebuild knows of a step that was begun.</summary>
/// <param name="Command">The step's command line; another one is another step.</param>
/// <param name="IsFinished">It came to its end.</param>
/// <param name="Seconds">Spent on it so far.</param>
/// <param name="Files">CRC-32 of each file that it wrote, when it had ended; folders are not in it.</param>
internal sealed record RebuildRecord(string Command, bool IsFinished, double Seconds, IReadOnlyDictionary<string, string> Files);
