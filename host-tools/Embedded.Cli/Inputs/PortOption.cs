// SPDX-License-Identifier: MIT
using System.CommandLine;
using Embedded.Boards;
using Embedded.Cli.Shell;

namespace Embedded.Cli.Inputs;

/// <summary>Where a board is heard: --port and --baud, and for commands that work with a board's frames --timeout.</summary>
internal sealed class PortOption
{
    private const int DefaultBaud = 921600; // docs/console.md
    private const int DefaultTimeout = 30;

    private readonly Option<string> _port;
    private readonly Option<int> _baud = new Option<int>("--baud") { Description = "Bits a second of a serial device", HelpName = "N", DefaultValueFactory = _ => DefaultBaud }.Between(300, 4000000);
    private readonly Option<int> _timeout = new Option<int>("--timeout") { Description = "Seconds that the board may say nothing; more for a slow one", HelpName = "SECONDS", DefaultValueFactory = _ => DefaultTimeout }.Between(1, 3600);

    /// <param name="isRequired">There is no board but that at the port.</param>
    public PortOption(bool isRequired = true)
    {
        _port = new("--port") { Description = "A serial device, a pseudo-terminal, tcp://HOST:PORT, or a file with a recording", HelpName = "PORT", Required = isRequired };
    }

    /// <summary>--port.</summary>
    public Option Port => _port;

    /// <summary>--baud.</summary>
    public Option Baud => _baud;

    /// <summary>All three, to add to a command.</summary>
    public IEnumerable<Option> All => [_port, _baud, _timeout];

    /// <summary>What --port says; null if it is not given.</summary>
    public string? Text(ParseResult parse) => parse.GetValue(_port);

    /// <summary>How long a board may say nothing.</summary>
    public TimeSpan Silence(ParseResult parse) => TimeSpan.FromSeconds(parse.GetValue(_timeout));

    /// <summary>The port that the command line names.</summary>
    /// <param name="parse">The command line.</param>
    /// <param name="text">The port in place of that of the command line; null for that one.</param>
    /// <param name="lines">The control lines of a serial device.</param>
    /// <exception cref="CommandException">It is none.</exception>
    /// <exception cref="RecordingException">It is a file that is not there, or a folder.</exception>
    public IBoardPort Of(ParseResult parse, string? text = null, SerialLines lines = default)
    {
        try
        {
            return BoardPort.Parse(text ?? parse.GetValue(_port)!, parse.GetValue(_baud), lines);
        }
        catch (BoardException exception) when (exception is not RecordingException)
        {
            throw CommandException.Usage(exception.Message, exception);
        }
    }

    /// <summary>Says that a board's port went away, and that it came back.</summary>
    public static Action<bool> Presence(IBoardPort port, Session session) =>
        isThere => session.Note(isThere ? PortText.Back(port.Name) : PortText.Gone(port.Name));

    /// <summary>What was heard is of no use: a board is to blame, or the file of a recording.</summary>
    public static CommandException Failure(IBoardPort port, string reason) =>
        port.IsLive ? CommandException.Device(reason) : CommandException.Input(reason);
}
