// SPDX-License-Identifier: MIT
namespace Embedded.Cli.Shell;

/// <summary>A command cannot go on; the message is one sentence: what, which file, what to do next.</summary>
internal sealed class CommandException : Exception
{
    private CommandException(int exitCode, string message, Exception? cause)
        : base(message, cause)
    {
        ExitCode = exitCode;
    }

    /// <summary>One of <see cref="Cli.ExitCode"/>.</summary>
    public int ExitCode { get; }

    /// <summary>The command line asks for something impossible.</summary>
    public static CommandException Usage(string message, Exception? cause = null) => new(Cli.ExitCode.Usage, message, cause);

    /// <summary>A file or folder cannot be used.</summary>
    public static CommandException Input(string message, Exception? cause = null) => new(Cli.ExitCode.BadInput, message, cause);

    /// <summary>A board is not there, or does not say what is needed.</summary>
    public static CommandException Device(string message, Exception? cause = null) => new(Cli.ExitCode.DeviceUnavailable, message, cause);

    /// <summary>The work failed half-way, through no fault of its input.</summary>
    public static CommandException Work(string message, Exception? cause = null) => new(Cli.ExitCode.Unexpected, message, cause);

    /// <summary>A step of a longer work failed with an exit code of its own.</summary>
    public static CommandException Step(int exitCode, string message, Exception? cause = null) => new(exitCode, message, cause);
}
