// SPDX-License-Identifier: MIT
using System.CommandLine;
using Embedded.Boards;
using Embedded.Cli.Shell;

namespace Embedded.Cli.Inputs;

/// <summary>Where a virtual board's console is heard, how fast its camera is, and what goes wrong: --pty, --tcp, --fps, --fault.</summary>
internal sealed class DeviceOptions
{
    private const int DefaultFps = 10;

    private readonly Option<bool> _pty = new("--pty") { Description = "Be a device: the console at a pseudo-terminal, at the board's baud rate, until Ctrl+C (Linux, macOS)" };
    private readonly Option<int?> _tcp = new Option<int?>("--tcp") { Description = "Be a device: the console at this port of localhost; 0 for a free one", HelpName = "PORT" }.Between(0, 65535);
    private readonly Option<int?> _fps = new Option<int?>("--fps") { Description = $"Frames a second of the device's camera, at most; {DefaultFps} if not given", HelpName = "N" }.Between(1, 1000);
    private readonly Option<string> _fault = new("--fault") { Description = "What goes wrong with the device, where is decided by --seed", HelpName = "NAME=VALUE,..." };

    /// <summary>A heading and the faults.</summary>
    public static IReadOnlyList<string> HelpNotes => ["Faults:", .. FaultText.Keys.Select(key => $"  {key.Key,-8} {key.Value}"), ""];

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_pty);
        command.Add(_tcp);
        command.Add(_fps);
        command.Add(_fault);
    }

    /// <summary>Whether the board is to be a device.</summary>
    public bool IsGiven(ParseResult parse) => parse.GetValue(_pty) || parse.GetValue(_tcp) != null;

    /// <summary>The options of a device make no sense without one.</summary>
    /// <exception cref="CommandException">One of them was given.</exception>
    public void RefuseAlone(ParseResult parse)
    {
        if (parse.GetValue(_fps) != null || parse.GetValue(_fault) != null)
        {
            throw CommandException.Usage($"{(parse.GetValue(_fps) != null ? "--fps" : "--fault")} is for a device; give --pty or --tcp PORT too");
        }
    }

    /// <summary>What was given.</summary>
    /// <exception cref="CommandException">The options contradict each other, or a fault is none.</exception>
    public DeviceSettings Read(ParseResult parse, Session session)
    {
        int? tcp = parse.GetValue(_tcp);
        if (parse.GetValue(_pty) && tcp != null)
        {
            throw CommandException.Usage("--pty and --tcp are two devices; give one of them");
        }

        try
        {
            FaultOptions faults = FaultText.Parse(parse.GetValue(_fault) ?? "", session.Seed);
            return faults.UnplugPeriod > 0 && tcp == null
                ? throw CommandException.Usage("--fault unplug needs a cable that can be pulled; give --tcp PORT instead of --pty")
                : new DeviceSettings(tcp, TimeSpan.FromSeconds(1.0 / (parse.GetValue(_fps) ?? DefaultFps)), faults);
        }
        catch (FormatException exception)
        {
            throw CommandException.Usage($"--fault {exception.Message}", exception);
        }
    }
}
