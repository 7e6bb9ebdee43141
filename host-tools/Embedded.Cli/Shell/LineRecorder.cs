// SPDX-License-Identifier: MIT
using System.Text;

namespace Embedded.Cli.Shell;

/// <summary>Passes lines on as they come and keeps them for a document at the end.</summary>
internal sealed class LineRecorder(TextWriter target) : TextWriter
{
    private readonly List<string> _lines = [];

    /// <summary>All lines so far.</summary>
    public IReadOnlyList<string> Lines => _lines;

    /// <inheritdoc />
    public override Encoding Encoding => target.Encoding;

    /// <inheritdoc />
    public override void WriteLine(string? value)
    {
        _lines.Add(value ?? "");
        target.WriteLine(value);
    }
}
