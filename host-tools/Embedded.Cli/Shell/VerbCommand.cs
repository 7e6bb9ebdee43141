// SPDX-License-Identifier: MIT
using System.CommandLine;

namespace Embedded.Cli.Shell;

/// <summary>One verb of the command line: its options are its fields, its work is <see cref="Run"/>.</summary>
internal abstract class VerbCommand(string name, string description, params string[] examples) : Command(name, description)
{
    /// <summary>Command lines that work, shown at the end of --help.</summary>
    public IReadOnlyList<string> Examples { get; } = examples;

    /// <summary>A heading and lines that --help shows before the examples; empty for most.</summary>
    public virtual IReadOnlyList<string> HelpNotes => [];

    /// <summary>Does the work and returns the exit code; exceptions become one sentence and their exit code.</summary>
    public abstract int Run(ParseResult parse, Session session);
}
