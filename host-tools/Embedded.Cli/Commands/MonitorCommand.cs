// SPDX-License-Identifier: MIT
using System.CommandLine;
using Embedded.Boards;
using Embedded.Cli.Inputs;
using Embedded.Cli.Monitoring;
using Embedded.Cli.Shell;

namespace Embedded.Cli.Commands;

/// <summary>Shows what a board sees, live.</summary>
internal sealed class MonitorCommand : VerbCommand
{
    private readonly PortOption _port = new(isRequired: false);
    private readonly Option<string> _virtual = new("--virtual") { Description = "A virtual board instead, with this model or the one that comes with the tools", HelpName = "MODEL", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string> _frames = new("--frames") { Description = "A folder of pictures for the virtual board's camera; drawn flowers if not given", HelpName = "FOLDER" };
    private readonly Option<bool> _raw = new("--raw") { Description = "Print the board's lines as they come" };
    private readonly Option<string> _log = new("--log") { Description = "Append predictions, errors, boots and connections to this file, one JSON object a line; folders that are missing are made", HelpName = "FILE" };
    private readonly Option<int?> _web = new Option<int?>("--web") { Description = "Serve a page with the live picture at this port of localhost, or at a free one", HelpName = "PORT", Arity = ArgumentArity.ZeroOrOne }.Between(1, 65535);
    private readonly Option<bool> _noOpen = new("--no-open") { Description = "Do not open the page in the browser" };
    private readonly Option<int?> _count = new Option<int?>("--count") { Description = "Stop after so many predictions", HelpName = "N" }.Between(1);
    private readonly Option<bool> _dtr = new("--dtr") { Description = "Switch the DTR line on; with many adapters it holds the chip in reset" };
    private readonly Option<bool> _rts = new("--rts") { Description = "Switch the RTS line on; with many adapters it holds the chip in reset" };

    public MonitorCommand()
        : base(
            "monitor",
            "Watch a board: predictions live in the terminal, in a browser, or as lines of a file.",
            "embedded monitor --port /dev/ttyUSB0",
            "embedded monitor --port COM3 --web",
            "embedded monitor --port tcp://localhost:7000 --log predictions.jsonl",
            "embedded monitor --virtual --web")
    {
        foreach (Option option in new[] { _port.Port, _virtual, _frames, _port.Baud, _raw, _log, _web, _noOpen, _count, _dtr, _rts })
        {
            Add(option);
        }
    }

    public override int Run(ParseResult parse, Session session)
    {
        bool isVirtual = parse.GetResult(_virtual) is { Implicit: false };
        string? port = _port.Text(parse);
        if (isVirtual == (port != null))
        {
            throw CommandException.Usage("a board to watch is missing; give --port PORT, or --virtual for a virtual board".Replace("is missing; give", isVirtual ? "is there twice; give either" : "is missing; give", StringComparison.Ordinal));
        }

        if (!isVirtual && parse.GetValue(_frames) != null)
        {
            throw CommandException.Usage("--frames is for the camera of a virtual board; give --virtual instead of --port");
        }

        string? log = parse.GetValue(_log);
        CommandPaths.Check([port, parse.GetValue(_virtual)], new CommandPaths.Output("--log", log, "lines of JSON", ".jsonl"));
        bool hasPage = parse.GetResult(_web) is { Implicit: false };
        var settings = new MonitorSettings
        {
            IsRaw = parse.GetValue(_raw),
            LogPath = log,
            HasPage = hasPage,
            PagePort = parse.GetValue(_web),
            OpensPage = !parse.GetValue(_noOpen),
            Count = parse.GetValue(_count),
        };
        using VirtualSource? board = isVirtual ? VirtualSource.Start(parse.GetValue(_virtual), parse.GetValue(_frames), hasPage, session) : null;
        IBoardPort source = _port.Of(parse, board?.Port, new SerialLines(parse.GetValue(_dtr), parse.GetValue(_rts)));
        return new MonitorWork(source, isVirtual ? "the virtual board" : source.Name, settings, session).Run();
    }
}
