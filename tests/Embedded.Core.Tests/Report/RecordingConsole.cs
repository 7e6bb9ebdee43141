// SPDX-License-Identifier: MIT
using Embedded.Report;

namespace Embedded.Core.Tests.Report;

/// <summary>Keeps the lines.</summary>
internal sealed class RecordingConsole : IConsole
{
    public List<string> Lines { get; } = [];

    public void WriteLine(string line) => Lines.Add(line);
}
