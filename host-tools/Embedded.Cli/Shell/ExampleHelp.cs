// SPDX-License-Identifier: MIT
using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Embedded.Cli.Shell;

/// <summary>The usual help, then examples and exit codes.</summary>
internal sealed class ExampleHelp(HelpAction usual, IReadOnlyList<string> rootExamples) : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        usual.Invoke(parseResult);
        Command command = parseResult.CommandResult.Command;
        IReadOnlyList<string> examples = command is VerbCommand verb ? verb.Examples
            : command is RootCommand ? rootExamples
            : [.. command.Subcommands.OfType<VerbCommand>().SelectMany(child => child.Examples)];
        TextWriter output = parseResult.InvocationConfiguration.Output;
        foreach (string note in (command as VerbCommand)?.HelpNotes ?? [])
        {
            output.WriteLine(note);
        }

        output.WriteLine("Examples:");
        foreach (string example in examples)
        {
            output.WriteLine("  " + example);
        }

        output.WriteLine();
        output.WriteLine("Exit codes:");
        output.WriteLine("  " + ExitCode.Summary);
        return ExitCode.Ok;
    }
}
