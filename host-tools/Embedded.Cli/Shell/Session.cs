// SPDX-License-Identifier: MIT
using System.CommandLine;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Embedded.Cli.Shell;

/// <summary>One invocation of a command: the shared options, the streams and the token that Ctrl+C cancels.</summary>
internal sealed class Session
{
    private readonly Terminal _terminal;
    private readonly bool _isJson;
    private readonly bool _isQuiet;
    private readonly bool _isStep;

    /// <param name="terminal">Where to write.</param>
    /// <param name="shared">The options that every command has.</param>
    /// <param name="parse">The command line.</param>
    /// <param name="cancellation">Cancelled by Ctrl+C.</param>
    /// <param name="isStep">True for a step of another command, which itself knows what comes next.</param>
    public Session(Terminal terminal, SharedOptions shared, ParseResult parse, CancellationToken cancellation, bool isStep = false)
    {
        _isStep = isStep;
        _terminal = terminal;
        _isJson = parse.GetValue(shared.Json);
        _isQuiet = parse.GetValue(shared.Quiet);
        Seed = parse.GetValue(shared.Seed);
        IsSeedGiven = parse.GetResult(shared.Seed) is { Implicit: false };
        Threads = parse.GetValue(shared.Threads);
        Cancellation = cancellation;
    }

    /// <summary>--seed.</summary>
    public int Seed { get; }

    /// <summary>True if --seed was on the command line.</summary>
    public bool IsSeedGiven { get; }

    /// <summary>--threads, 0 for all cores.</summary>
    public int Threads { get; }

    /// <summary>Cancelled by Ctrl+C.</summary>
    public CancellationToken Cancellation { get; }

    /// <summary>Standard output, for results that appear line by line; nowhere with --json.</summary>
    public TextWriter Output => _isJson ? TextWriter.Null : _terminal.Output;

    /// <summary>Standard error, for what happens meanwhile; nowhere with --quiet.</summary>
    public TextWriter Events => _isQuiet ? TextWriter.Null : _terminal.Error;

    /// <summary>Where commands write that are steps of this one: with --json their results go nowhere, as there is one document at the end.</summary>
    public Terminal StepTerminal => _isJson ? new Terminal(TextWriter.Null, _terminal.Error, isErrorInteractive: _terminal.IsErrorInteractive) : _terminal;

    /// <summary>--quiet.</summary>
    public bool IsQuiet => _isQuiet;

    /// <summary>Prints the result: the document with --json, else what <paramref name="render"/> draws.</summary>
    /// <param name="document">For programs.</param>
    /// <param name="render">For people.</param>
    /// <param name="next">What to do next, for people who are not in a hurry; null for nothing.</param>
    public void Finish(object document, Action<IAnsiConsole> render, string? next = null)
    {
        if (_isJson)
        {
            _terminal.Output.WriteLine(JsonDocuments.Result(document));
        }
        else
        {
            _terminal.Render(console =>
            {
                render(console);
                if (next != null && !_isQuiet && !_isStep)
                {
                    console.MarkupLineInterpolated($"[grey]next: {next}[/]");
                }
            });
        }
    }

    /// <summary>Prints a result that is lines of text.</summary>
    public void FinishLines(object document, IEnumerable<string> lines)
    {
        if (_isJson)
        {
            Finish(document, _ => { });
            return;
        }

        foreach (string line in lines)
        {
            _terminal.Output.WriteLine(line);
        }
    }

    /// <summary>True if a person watches standard output: what is shown there may move.</summary>
    public bool IsLive => _terminal.IsOutputInteractive && !_isJson;

    /// <summary>Draws again and again in the same place, for a person.</summary>
    /// <param name="draw">What is to be seen now.</param>
    /// <param name="period">Time between two drawings.</param>
    /// <param name="end">Cancelled at the end, after which the last drawing stays.</param>
    public void Watch(Func<IRenderable> draw, TimeSpan period, CancellationToken end) =>
        _terminal.Render(console => console.Live(draw()).Overflow(VerticalOverflow.Crop).Start(live =>
        {
            while (!end.WaitHandle.WaitOne(period))
            {
                live.UpdateTarget(draw());
            }
        }));

    /// <summary>A line for the person who waits, on standard error.</summary>
    public void Note(string text)
    {
        if (!_isQuiet)
        {
            _terminal.Log.WriteLine(text);
        }
    }

    /// <summary>A line on standard error even with --quiet: something is not as it should be.</summary>
    public void Warn(string text) => _terminal.Log.WriteLine(text, new Style(Color.Yellow));

    /// <summary>A line of another tool, as it is, on standard error even with --quiet.</summary>
    public void PassOn(string line) => _terminal.Error.WriteLine(line);

    /// <summary>Does long work under a progress display on standard error.</summary>
    /// <param name="title">What is being done.</param>
    /// <param name="work">Reports how far it is.</param>
    /// <param name="hasOwnLines">True if the work notes its progress in lines of its own, so that a log needs no others.</param>
    public T Track<T>(string title, Func<ProgressMeter, T> work, bool hasOwnLines = false) =>
        _isQuiet || (hasOwnLines && !_terminal.IsErrorInteractive) ? work(new ProgressMeter((_, _) => { }))
        : _terminal.IsErrorInteractive ? ProgressDisplay.Moving(_terminal.Log, title, work)
        : ProgressDisplay.Plain(_terminal.Log, title, work);
}
