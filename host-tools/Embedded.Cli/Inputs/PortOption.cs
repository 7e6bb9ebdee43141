// SPDX-License-Identifier: MIT
using System.CommandLine;
using Embedded.Boards;
using Embedded.Cli.Shell;

namespace Embedded.Cli.Inputs;

/// <summary>Where a board is heard: --port, --baud and --timeout, the same for every command that works with a board's frames.</summary>
internal sealed class PortOption
{
    private const int DefaultBaud = 921600; // docs/console.md
    private const int DefaultTimeout = 30;

    private readonly Option<string> _port = new("--port") { Description = "A serial device, a pseudo-terminal, tcp://HOST:PORT, or a file with a recording", HelpName = "PORT", Required = true };
    private readonly Option<int> _baud = new Option<int>("--baud") { Description = "Bits a second of a serial device", HelpName = "N", DefaultValueFactory = _ => DefaultBaud }.Between(300, 4000000);
    private readonly Option<int> _timeout = new Option<int>("--timeout") { Description = "Seconds that the board may say nothing; more for a slow one", HelpName = "SECONDS", DefaultValueFactory = _ => DefaultTimeout }.Between(1, 3600);

    /// <summary>To add to a command.</summary>
    public IEnumerable<Option> All => [_port, _baud, _timeout];

    /// <summary>How long a board may say nothing.</summary>
    public TimeSpan Silence(ParseResult parse) => TimeSpan.FromSeconds(parse.GetValue(_timeout));

    /// <summary>The port that the command line names.</summary>
    /// <exception cref="CommandException">It is none.</exception>
    public IBoardPort Of(ParseResult parse)
    {
        string name = parse.GetRequiredValue(_port);
        try
        {
            return !Directory.Exists(name) ? BoardPort.Parse(name, parse.GetValue(_baud))
                : throw CommandException.Usage($"{name} is a folder; name a serial device, tcp://HOST:PORT, or a file with a recording");
        }
        catch (BoardException exception)
        {
            throw CommandException.Usage(exception.Message, exception);
        }
    }

    /// <summary>Does work that listens to a board.</summary>
    /// <exception cref="CommandException">The port cannot be opened.</exception>
    public static T Listen<T>(Func<Task<T>> work)
    {
        try
        {
            return work().GetAwaiter().GetResult();
        }
        catch (BoardException exception)
        {
            throw CommandException.Device(exception.Message, exception);
        }
    }
}
