// SPDX-License-Identifier: MIT
using System.CommandLine;
using Embedded.Cli.Pipeline;
using Embedded.Cli.Rendering;
using Embedded.Cli.Shell;

namespace Embedded.Cli.Commands;

/// <summary>Goes the whole road once, on pictures it draws itself.</summary>
internal sealed class DemoCommand : VerbCommand
{
    private readonly Option<string> _out = new("--out") { Description = "Where to put pictures, run and model", HelpName = "DIR", DefaultValueFactory = _ => "demo" };

    public DemoCommand()
        : base(
            "demo",
            "Draw flowers, train a network on them, quantize it, measure it and run it on a virtual board, in a few minutes.",
            "embedded demo",
            "embedded demo --out /tmp/demo --seed 7")
    {
        Add(_out);
    }

    public override int Run(ParseResult parse, Session session) => TrainingFailures.Translate(() =>
    {
        DemoResult result = new DemoWork(new DemoFolder(parse.GetRequiredValue(_out)), session).Run();
        session.Finish(DemoView.Document(result), console => DemoView.Render(console, result));
        return ExitCode.Ok;
    });
}
