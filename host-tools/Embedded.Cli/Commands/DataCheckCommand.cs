// SPDX-License-Identifier: MIT
using System.CommandLine;
using Embedded.Cli.Pipeline;
using Embedded.Cli.Plots;
using Embedded.Cli.Rendering;
using Embedded.Cli.Shell;
using Embedded.Data;
using Spectre.Console;

namespace Embedded.Cli.Commands;

/// <summary>Looks at every picture of a data set before an hour is spent on training with it.</summary>
internal sealed class DataCheckCommand : VerbCommand
{
    private const int DefaultCount = 100;

    private readonly Argument<string> _directory = new("DIR") { Description = "A folder with one folder of pictures a class, or with train and val folders of that kind" };
    private readonly Option<string?> _suspects = new("--suspects") { Description = "List the pictures of which this network, the folder of a training run or an .emb file, says another class than their folder", HelpName = "RUN|MODEL" };
    private readonly Option<int?> _count = new Option<int?>("--count") { Description = $"At most so many suspects (default {DefaultCount})", HelpName = "N" }.Between(1);
    private readonly Option<bool> _heldOut = new("--held-out") { Description = "Only suspects that the run has not learned" };
    private readonly Option<string?> _list = new("--list") { Description = "Write the suspects to this file: .txt one path a line, .json all that is known", HelpName = "FILE" };
    private readonly Option<string?> _sheet = new("--sheet") { Description = "Draw the suspects to this PNG file, and pictures that look alike to one with -pairs before its ending; further pages get -2, -3", HelpName = "FILE" };

    public DataCheckCommand()
        : base(
            "check",
            "Decode every picture, count the classes and find damaged files, duplicates, imbalance and suspect labels.",
            "embedded data check photos",
            "embedded data check photos --json",
            "embedded data check photos --sheet alike.png",
            "embedded data check photos --suspects run --sheet suspects.png --list suspects.txt",
            "embedded data check photos/val --suspects model.emb --count 40")
    {
        Add(_directory);
        Add(_suspects);
        Add(_count);
        Add(_heldOut);
        Add(_list);
        Add(_sheet);
    }

    public override int Run(ParseResult parse, Session session)
    {
        string directory = parse.GetRequiredValue(_directory);
        string? network = parse.GetValue(_suspects);
        CommandPaths.Check(
            [directory, network],
            new CommandPaths.Output(_sheet.Name, parse.GetValue(_sheet), "a PNG picture", ".png"),
            new CommandPaths.Output(_list.Name, parse.GetValue(_list), "a list", ".txt", ".json"));
        SuspectSearch? search = network == null ? RequireNoOptions(parse) : TrainingFailures.Translate(() => SuspectSearch.Open(directory, network, parse.GetValue(_heldOut)));
        DatasetReport report = session.Track("checking", meter => DatasetReport.Check(directory, session.Threads, meter, session.Cancellation));
        SuspectReport? suspects = search?.Run(report, parse.GetValue(_count) ?? DefaultCount, session);
        if (suspects != null && parse.GetValue(_list) is string list)
        {
            SuspectList.Save(suspects, list);
        }

        IReadOnlyList<string> sheets = parse.GetValue(_sheet) is string sheet ? DatasetSheets.Save(report, suspects, sheet, session) : [];
        session.Finish(DatasetView.Document(report, suspects, sheets), console =>
        {
            DatasetView.Render(console, report);
            if (suspects != null)
            {
                SuspectView.Render(console, suspects);
            }

            if (parse.GetValue(_sheet) != null)
            {
                console.MarkupLineInterpolated($"[grey]{(sheets.Count == 0 ? "Nothing to draw: no suspects, and no pictures that look alike." : $"Drawn: {string.Join(", ", sheets)}")}[/]");
            }
        });
        return report.Parts.Any(part => part.Unreadable.Count > 0) ? ExitCode.BadInput : ExitCode.Ok;
    }

    /// <summary>Null: no search. Options that only speak of suspects are refused.</summary>
    private SuspectSearch? RequireNoOptions(ParseResult parse)
    {
        string? useless = parse.GetValue(_count) != null ? _count.Name : parse.GetValue(_heldOut) ? _heldOut.Name : parse.GetValue(_list) != null ? _list.Name : null;
        return useless == null ? null : throw CommandException.Usage($"{useless} is about suspects; name a training run or a model with {_suspects.Name} as well");
    }
}
