// SPDX-License-Identifier: MIT
using Embedded.Boards;
using Embedded.Cli.Inputs;
using Embedded.Cli.Shell;
using Embedded.Compiler.Formats.Emb;
using Embedded.Decision;

namespace Embedded.Cli.Monitoring;

/// <summary>A virtual board that runs beside the monitor.</summary>
internal sealed class VirtualSource : IDisposable
{
    private const int FramesPerSecond = 10;
    private const int FramesOfAPicture = 10;

    private readonly CancellationTokenSource _power;
    private readonly SocketServer _server;
    private readonly Task _running;

    private VirtualSource(SocketServer server, CancellationTokenSource power, Task running)
    {
        _server = server;
        _power = power;
        _running = running;
    }

    /// <summary>Where its console is.</summary>
    public string Port => _server.Port;

    /// <summary>Switches a board on.</summary>
    /// <param name="path">Its model, null for the one that comes with the tools.</param>
    /// <param name="folder">What its camera looks at, null for drawn flowers.</param>
    /// <param name="printsFrames">Its console shows what the camera sees.</param>
    /// <param name="session">The command.</param>
    public static VirtualSource Start(string? path, string? folder, bool printsFrames, Session session)
    {
        string shipped = Path.Combine(AppContext.BaseDirectory, "models", "first-light", "model.emb");
        EmbFile file = ModelInput.Load(path ?? shipped).File;
        Classifiers.RequirePictures(path ?? shipped, file.Model);
        BoardDescriptor board = BoardOption.Find(BoardFit.DefaultBoard);
        IFrameSource frames = folder == null ? new DrawnFrames(FramesOfAPicture, session.Seed) : new FolderFrames(folder, FramesOfAPicture, isEndless: true);
        if (printsFrames)
        {
            DecisionSettings settings = file.Model.Decision;
            settings.PrintFrames = true;
            file = file.With(settings);
        }

        var server = new SocketServer(0);
        var power = CancellationTokenSource.CreateLinkedTokenSource(session.Cancellation);
        var device = new VirtualDevice(board, file.Bytes, frames, server)
        {
            Options = new VirtualBoardOptions { FramePeriod = TimeSpan.FromSeconds(1.0 / FramesPerSecond) },
        };
        return new VirtualSource(server, power, Task.Factory.StartNew(() => Run(device, server, power.Token), TaskCreationOptions.LongRunning));
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _power.Cancel();
        _running.Wait();
        _server.Dispose();
        _power.Dispose();
    }

    /// <summary>The first line is for somebody: the board starts when the monitor listens.</summary>
    private static void Run(VirtualDevice device, SocketServer server, CancellationToken power)
    {
        server.WaitForListener(power);
        device.Run(power);
    }
}
