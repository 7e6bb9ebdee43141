// SPDX-License-Identifier: MIT
using Embedded.Boards;
using Embedded.Cli.Inputs;
using Embedded.Cli.Rendering;
using Embedded.Cli.Shell;
using Embedded.Inference;
using Spectre.Console;

namespace Embedded.Cli.Pipeline;

/// <summary>A virtual board as a device, until Ctrl+C.</summary>
internal sealed class DeviceWork(BoardDescriptor board, VirtualFlash flash, IFrameSource frames, DeviceSettings settings, Session session)
{
    private static readonly TimeSpan s_drainTime = TimeSpan.FromSeconds(2);

    /// <summary>What stands for the native engine; null for none.</summary>
    public Func<byte[], IEngine>? Engine { get; init; }

    /// <exception cref="BoardException">The console cannot be served.</exception>
    public int Run()
    {
        using IConsoleServer server = settings.TcpPort is int port ? new SocketServer(port) : new TerminalServer();
        var device = new VirtualDevice(board, flash, frames, server)
        {
            Faults = settings.Faults,
            Options = new VirtualBoardOptions { Engine = Engine, FramePeriod = settings.FramePeriod },
            Events = TextWriter.Synchronized(session.Events),
        };
        string monitor = CommandText.Of("monitor", "--port", server.Port);
        var socket = server as SocketServer;
        session.Finish(
            new { port = server.Port, board = board.Name, baud = board.ConsoleBaud, waitsForListener = socket != null, next = monitor },
            console => console.WriteLine($"{board.Title} at {server.Port}, {board.ConsoleBaud:N0} baud; {(socket != null ? "it boots when a program listens; " : "")}Ctrl+C ends it"),
            monitor);
        socket?.WaitForListener(session.Cancellation);
        device.Run(session.Cancellation);
        if (session.Cancellation.IsCancellationRequested)
        {
            return ExitCode.Ok;
        }

        server.Drain(s_drainTime);
        session.Warn("the board stopped with an error; `embedded simulate` without --pty and --tcp shows its console");
        return ExitCode.BadInput;
    }
}
