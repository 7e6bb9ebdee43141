// SPDX-License-Identifier: MIT
using System.Text;

namespace Embedded.Boards.Tests.Simulation;

/// <summary>Counts lines and does something with the last one.</summary>
internal sealed class LimitedWriter(int limit, Action onLimit) : TextWriter
{
    public int Lines { get; private set; }

    public override Encoding Encoding => Encoding.ASCII;

    public override void WriteLine(string? value)
    {
        Lines++;
        if (Lines >= limit)
        {
            onLimit();
        }
    }
}
