// SPDX-License-Identifier: MIT
using System.CommandLine;
using System.CommandLine.Help;
using Embedded.Cli.Commands;
using Spectre.Console;

namespace Embedded.Cli.Shell;

/// <summary>Parses a command line, runs its verb and turns every outcome into an exit code.</summary>
public static class CommandLineApp
{
    internal static IReadOnlyList<string> RootExamples { get; } =
    [
        "embedded demo",
        "embedded train photos --out run",
        "embedded quantize run --calibration photos --out model.emb",
        "embedded eval model.emb photos/val",
        "embedded simulate model.emb --frames photos/val/rose --board esp32-cam",
        "embedded monitor --port /dev/ttyUSB0",
    ];

    /// <summary>Runs one command line.</summary>
    /// <param name="args">Without the program's name.</param>
    /// <param name="terminal">Where to write.</param>
    /// <param name="cancellation">Cancelled by Ctrl+C.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static int Run(IReadOnlyList<string> args, Terminal terminal, CancellationToken cancellation)
    {
        var shared = new SharedOptions();
        RootCommand root = CreateRoot(shared);
        ParseResult parse = root.Parse(args.Count == 0 ? ["--help"] : args);
        var configuration = new InvocationConfiguration
        {
            Output = terminal.Output,
            Error = terminal.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        if (parse.Action is ExampleHelp || (parse.Errors.Count == 0 && parse.CommandResult.Command is not VerbCommand))
        {
            int code = parse.Invoke(configuration);
            return args.Count == 0 ? ExitCode.Usage : code;
        }

        if (ParseErrorText.Of(parse) is string mistake)
        {
            return Fail(terminal, new Failure(ExitCode.Usage, mistake), null, args.Contains("--json"));
        }

        try
        {
            cancellation.ThrowIfCancellationRequested();
            return ((VerbCommand)parse.CommandResult.Command).Run(parse, new Session(terminal, shared, parse, cancellation));
        }
        catch (Exception exception)
        {
            return Fail(terminal, Failure.Of(exception), parse.GetValue(shared.Verbose) ? exception : null, parse.GetValue(shared.Json));
        }
    }

    /// <summary>Runs a command line, checked before, as a step of another one; its exceptions come through.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    internal static int RunStep(IReadOnlyList<string> args, Terminal terminal, CancellationToken cancellation)
    {
        var shared = new SharedOptions();
        ParseResult parse = CreateRoot(shared).Parse(args);
        return ((VerbCommand)parse.CommandResult.Command).Run(parse, new Session(terminal, shared, parse, cancellation, isStep: true));
    }

    private static int Fail(Terminal terminal, Failure failure, Exception? trace, bool isJson)
    {
        if (isJson)
        {
            terminal.Output.WriteLine(JsonDocuments.Failure(failure.Code, failure.Message));
        }

        terminal.Log.WriteLine($"error: {failure.Message}", new Style(Color.Red));
        if (trace != null)
        {
            terminal.Error.WriteLine(trace);
        }

        return failure.Code;
    }

    internal static RootCommand CreateRoot(SharedOptions shared)
    {
        var root = new RootCommand("Machine vision on microcontrollers: from a folder of photos to predictions on a board's console.")
        {
            HelpName = "embedded",
        };
        foreach (Option option in shared.All)
        {
            root.Add(option);
        }

        Command[] commands =
        [
            new DemoCommand(),
            new Command("data", "Draw or check a data set, or see it as a cheap camera does.") { new DataSynthCommand(), new DataCheckCommand(), new DataCameraCommand() },
            new TrainCommand(),
            new CompareCommand(),
            new ReportCommand(),
            new QuantizeCommand(),
            new ImportCommand(),
            new ExportCommand(),
            new EvalCommand(),
            new PredictCommand(),
            new SimulateCommand(),
            new MonitorCommand(),
            new CaptureCommand(),
            new VerifyCommand(),
            new InspectCommand(),
            new SetCommand(),
            new DecideCommand(),
            new TraceCommand(),
            new BenchCommand(),
            new Command("boards", "List the known boards, show one, check a description.") { new BoardsListCommand(), new BoardsShowCommand(), new BoardsCheckCommand(), new BoardsPinsCommand() },
            new ModelsCommand(),
            new BuildAppCommand(),
            new PackCommand(),
            new FlashCommand(),
        ];
        foreach (Command command in commands)
        {
            root.Add(command);
        }

        HelpOption help = root.Options.OfType<HelpOption>().Single();
        help.Action = new ExampleHelp((HelpAction)help.Action!, RootExamples);
        return root;
    }
}
