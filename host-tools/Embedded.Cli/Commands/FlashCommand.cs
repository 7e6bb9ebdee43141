// SPDX-License-Identifier: MIT
using System.CommandLine;
using Embedded.Boards;
using Embedded.Cli.Inputs;
using Embedded.Cli.Pipeline;
using Embedded.Cli.Rendering;
using Embedded.Cli.Shell;

namespace Embedded.Cli.Commands;

/// <summary>Writes firmware, application and model to a board with nanoff.</summary>
internal sealed class FlashCommand : VerbCommand
{
    private readonly FlashInputs _inputs = new();
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Print the commands and run none" };
    private readonly Option<int> _listen = new Option<int>("--listen")
    {
        Description = "Seconds to listen for what the board says about its model slots",
        HelpName = "N",
        DefaultValueFactory = _ => 10,
    }.Between(0, 600);
    private readonly Option<string?> _nanoff = new("--nanoff") { Description = "The nanoff program, if it is not in PATH and no .NET tool", HelpName = "FILE" };
    private readonly Option<bool> _install = new("--install-nanoff") { Description = "Install nanoff as a .NET tool if it is missing" };

    public FlashCommand()
        : base(
            "flash",
            "Write firmware, application and model to a board, with nanoff and the right target, addresses and order.",
            "embedded flash --board esp32-cam --port /dev/ttyUSB0 --stock --app app.bin --model model.emb",
            "embedded flash --board esp32-cam --port COM3 --model model.emb",
            "embedded flash --board esp32-cam --port COM3 --firmware build --app app.bin --dry-run")
    {
        _inputs.AddTo(this);
        Add(_dryRun);
        Add(_listen);
        Add(_nanoff);
        Add(_install);
    }

    public override int Run(ParseResult parse, Session session)
    {
        FlashTask task = _inputs.Read(parse);
        if (task.Doubt != null)
        {
            session.Warn($"{task.ModelPath}: {task.Doubt}; {CommandText.Of("inspect", task.ModelPath!, "--board", task.Request.Board.Name)} shows the figures");
        }

        bool isDry = parse.GetValue(_dryRun);
        NanoffTool tool = FindTool(parse, session, isDry);
        var work = new FlashWork(session, tool, task, TimeSpan.FromSeconds(parse.GetValue(_listen)));
        if (isDry)
        {
            FlashPlan plan = work.Plan();
            session.FinishLines(FlashView.Document(task, plan, tool, null), plan.Steps.Select(step => tool.CommandLine(step, CommandText.Quote)));
            return ExitCode.Ok;
        }

        FlashResult result = work.Run();
        session.Finish(
            FlashView.Document(task, result.Plan, tool, result),
            console => FlashView.Render(console, result),
            CommandText.Of("monitor", "--port", task.Request.Port));
        session.Note("take GPIO0 off GND, if you joined them, and press reset");
        return ExitCode.Ok;
    }

    private NanoffTool FindTool(ParseResult parse, Session session, bool isDry)
    {
        NanoffTool? tool = parse.GetValue(_nanoff) is string path ? NanoffTool.At(path) : NanoffTool.Find();
        if (isDry)
        {
            return tool ?? new NanoffTool(NanoffTool.Package, []);
        }

        if (tool == null && parse.GetValue(_install))
        {
            session.Note($"installing nanoff: {NanoffTool.InstallCommand}");
            try
            {
                tool = NanoffTool.Install(session.Cancellation);
            }
            catch (FlashException exception)
            {
                FlashWork.PassOn(session, exception);
                throw;
            }
        }

        if (tool == null)
        {
            throw CommandException.Input($"nanoff, nanoFramework's flash tool, is not installed; add --install-nanoff, or run: {NanoffTool.InstallCommand}");
        }

        (Version version, bool isUnknown) = tool.CheckVersion(session.Cancellation);
        if (isUnknown)
        {
            session.Warn($"nanoff {version} is later than what this command was made for; if it fails, install version {NanoffTool.Oldest}");
        }

        return tool;
    }
}
