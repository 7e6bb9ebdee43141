// SPDX-License-Identifier: MIT
using System.CommandLine;
using Embedded.Cli.Rendering;
using Embedded.Cli.Shell;
using Embedded.Data;

namespace Embedded.Cli.Commands;

/// <summary>Looks at every picture of a data set before an hour is spent on training with it.</summary>
internal sealed class DataCheckCommand : VerbCommand
{
    private readonly Argument<string> _directory = new("DIR") { Description = "A folder with one folder of pictures a class, or with train and val folders of that kind" };

    public DataCheckCommand()
        : base(
            "check",
            "Decode every picture, count the classes and find damaged files, duplicates and imbalance.",
            "embedded data check photos",
            "embedded data check photos --json")
    {
        Add(_directory);
    }

    public override int Run(ParseResult parse, Session session)
    {
        string directory = parse.GetRequiredValue(_directory);
        DatasetReport report = session.Track("checking", meter => DatasetReport.Check(directory, session.Threads, meter, session.Cancellation));
        session.Finish(report, console => DatasetView.Render(console, report));
        return report.Parts.Any(part => part.Unreadable.Count > 0) ? ExitCode.BadInput : ExitCode.Ok;
    }
}
