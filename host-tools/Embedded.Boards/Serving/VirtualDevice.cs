// SPDX-License-Identifier: MIT
// A virtual board behind a port: it runs for ever, boots again after a reset, and its console has the faults that were asked for.
namespace Embedded.Boards;

/// <summary>A virtual board as a device: its console at a pseudo-terminal or a socket, at the pace of its baud rate, for ever.</summary>
public sealed class VirtualDevice
{
    private static readonly TimeSpan s_bootTime = TimeSpan.FromMilliseconds(200); // of the boot loaders
    private static readonly TimeSpan s_unplugTime = TimeSpan.FromSeconds(1);

    private readonly BoardDescriptor _board;
    private readonly VirtualFlash _flash;
    private readonly IFrameSource _frames;
    private readonly IConsoleServer _server;

    /// <summary>A device with a model in its first slot, under sequence number 1.</summary>
    /// <param name="board">Which board.</param>
    /// <param name="model">The .emb file in its flash.</param>
    /// <param name="frames">What its camera looks at; should have no end.</param>
    /// <param name="server">Where its console is heard.</param>
    /// <exception cref="BoardException">The model does not fit into the board's flash.</exception>
    public VirtualDevice(BoardDescriptor board, byte[] model, IFrameSource frames, IConsoleServer server)
        : this(board, VirtualFlash.WithModel(board, model), frames, server)
    {
    }

    /// <summary>A device with what its flash holds.</summary>
    /// <param name="board">Which board.</param>
    /// <param name="flash">Its flash.</param>
    /// <param name="frames">What its camera looks at; should have no end.</param>
    /// <param name="server">Where its console is heard.</param>
    public VirtualDevice(BoardDescriptor board, VirtualFlash flash, IFrameSource frames, IConsoleServer server)
    {
        _board = board;
        _flash = flash;
        _frames = frames;
        _server = server;
    }

    /// <summary>What goes wrong; nothing by default.</summary>
    public FaultOptions Faults { get; init; } = new();

    /// <summary>How the board runs.</summary>
    public VirtualBoardOptions Options { get; init; } = new();

    /// <summary>Takes a line for each change of a pin, reset and pull of the cable.</summary>
    public TextWriter Events { get; init; } = TextWriter.Null;

    /// <summary>Boots so far.</summary>
    public int BootCount { get; private set; }

    /// <summary>Runs until the pictures are at their end, the board stops with an error, or it is cancelled, which is no error.</summary>
    /// <param name="cancellation">Switches the board off.</param>
    /// <exception cref="BoardException">The cable of this server cannot be pulled.</exception>
    /// <exception cref="IOException">An event could not be written.</exception>
    public void Run(CancellationToken cancellation)
    {
        if (Faults.UnplugPeriod > 0 && _server is not SocketServer)
        {
            throw new BoardException("The cable of a pseudo-terminal cannot be pulled; serve the console with --tcp for unplug.");
        }

        var faulty = new FaultyConsole(_server, Faults);
        using var uart = new UartWriter(faulty, _board.ConsoleBaud, cancellation);
        var random = new Random(Faults.Seed);
        IFrameSource frames = Faults.SlowFrames > TimeSpan.Zero ? new SlowFrames(_frames, Faults.SlowFrames, Faults.Seed, cancellation) : _frames;
        using var cable = new Cable(_server as SocketServer, Faults, s_unplugTime, Events);
        while (!cancellation.IsCancellationRequested)
        {
            using var power = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            int lines = Faults.ResetPeriod == 0 ? int.MaxValue : random.Next(Faults.ResetPeriod / 2, Faults.ResetPeriod * 3 / 2);
            using var console = new ResettingWriter(uart, lines, random, power, cable.AddLine);
            BootCount++;
            try
            {
                new VirtualBoard(_board, _flash, frames, console, Events, Options).Run(power.Token);
                return;
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                Events.WriteLine($"reset after {lines} lines");
                faulty.Reset();
                Boot(uart, random, cancellation);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    /// <summary>What the boot loaders print, at another baud rate: noise.</summary>
    private static void Boot(UartWriter uart, Random random, CancellationToken cancellation)
    {
        var noise = new byte[random.Next(20, 200)];
        random.NextBytes(noise);
        uart.Send(noise);
        cancellation.WaitHandle.WaitOne(s_bootTime);
    }
}
