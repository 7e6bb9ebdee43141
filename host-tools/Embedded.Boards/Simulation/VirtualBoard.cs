// SPDX-License-Identifier: MIT
// Runs firmware/App, unmodified, on .NET: its Program.Main is called with the device packages of host-tools/Embedded.App,
// which ask this board for pins, camera, model, engine and console.
using System.Runtime.ExceptionServices;
using Embedded.Devices;

namespace Embedded.Boards;

/// <summary>A board with models in its flash and a camera that looks at pictures. Boards may run one after the other or side by side.</summary>
public sealed class VirtualBoard : IHardware
{
    private const string ModelFile = "I:\\model.emb";

    private readonly BoardDescriptor _board;
    private readonly VirtualFlash _flash;
    private readonly IFrameSource _frames;
    private readonly TextWriter _console;
    private readonly TextWriter _events;
    private readonly VirtualBoardOptions _options;
    private readonly Dictionary<string, int> _calls = new(StringComparer.Ordinal);
    private VirtualPins? _pins;
    private VirtualCamera? _camera;
    private VirtualEngine? _engine;
    private Exception? _failure;
    private long _bootTime;
    private int _lineCount;

    /// <summary>A board with a model in its first slot, under sequence number 1.</summary>
    /// <param name="board">Which board.</param>
    /// <param name="model">The .emb file; the application checks it.</param>
    /// <param name="frames">What its camera looks at.</param>
    /// <param name="console">Takes what a terminal at the board would show.</param>
    /// <param name="events">Takes a line for each change of a pin and for everything that the board refused.</param>
    /// <param name="options">How it runs; null for the defaults.</param>
    /// <exception cref="BoardException">The model does not fit into the board's flash.</exception>
    public VirtualBoard(BoardDescriptor board, byte[] model, IFrameSource frames, TextWriter console, TextWriter events, VirtualBoardOptions? options = null)
        : this(board, VirtualFlash.WithModel(board, model), frames, console, events, options)
    {
    }

    /// <summary>A board with what its flash holds.</summary>
    /// <param name="board">Which board.</param>
    /// <param name="flash">Its flash, which may be changed between runs.</param>
    /// <param name="frames">What its camera looks at.</param>
    /// <param name="console">Takes what a terminal at the board would show.</param>
    /// <param name="events">Takes a line for each change of a pin and for everything that the board refused.</param>
    /// <param name="options">How it runs; null for the defaults.</param>
    public VirtualBoard(BoardDescriptor board, VirtualFlash flash, IFrameSource frames, TextWriter console, TextWriter events, VirtualBoardOptions? options = null)
    {
        _board = board;
        _flash = flash;
        _frames = frames;
        _console = console;
        _events = events;
        _options = options ?? new VirtualBoardOptions();
    }

    /// <inheritdoc />
    ulong IHardware.Microseconds => (ulong)(_options.Time.GetElapsedTime(_bootTime).Ticks / TimeSpan.TicksPerMicrosecond);

    /// <inheritdoc />
    (uint Internal, uint Psram) IHardware.MemoryBytes => ((uint)_board.RamBytes, (uint)_board.PsramBytes);

    /// <inheritdoc />
    uint IHardware.ManagedBytes => (uint)BoardMemoryPlan.Of(_board).HeapBytes;

    /// <inheritdoc />
    byte[] IHardware.MemoryModel { get; set; } = [];

    /// <inheritdoc />
    int IHardware.NativeMemoryBytes => _options.NativeMemoryBytes ?? BoardMemoryPlan.Of(_board).NativeBytes;

    /// <inheritdoc />
    BoardWiring IHardware.Wiring => VirtualWiring.Of(_options.BuiltFor ?? _board);

    /// <inheritdoc />
    IPinHardware IHardware.Pins => _pins!;

    /// <inheritdoc />
    ICameraHardware IHardware.Camera => _camera!;

    /// <inheritdoc />
    IEngineHardware? IHardware.Engine => _engine;

    /// <summary>Boots the board and runs its application until the pictures are at their end.</summary>
    /// <param name="cancellation">Ends the run before the next frame.</param>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    /// <exception cref="IOException">The console or the events could not be written.</exception>
    public VirtualBoardResult Run(CancellationToken cancellation = default)
    {
        _calls.Clear();
        _failure = null;
        _lineCount = 0;
        ((IHardware)this).MemoryModel = [];
        _pins = new VirtualPins(_board, OnEvent);
        _camera = new VirtualCamera(_board.Camera, _frames, _options.FramePeriod, OnEvent, cancellation);
        using VirtualEngine? engine = _options.Engine == null ? null : new VirtualEngine(_options.Engine, OnFailure);
        _engine = engine;
        _bootTime = _options.Time.GetTimestamp();
        IHardware? outer = Hardware.Current;
        Hardware.Current = this;
        try
        {
            App.Program.Main();
        }
        finally
        {
            Hardware.Current = outer;
        }

        Exception? failure = _failure ?? _camera.Failure;
        if (failure != null)
        {
            ExceptionDispatchInfo.Throw(failure);
        }

        cancellation.ThrowIfCancellationRequested();
        return new VirtualBoardResult(_camera.FrameCount, _lineCount, new Dictionary<string, int>(_calls));
    }

    /// <inheritdoc />
    void IHardware.OnCall(string name) => _calls[name] = _calls.GetValueOrDefault(name) + 1;

    /// <inheritdoc />
    ReadOnlyMemory<byte> IHardware.Model(int slot) => _flash.Model(slot);

    /// <inheritdoc />
    uint IHardware.Sequence(int slot) => _flash.Sequence(slot);

    /// <inheritdoc />
    byte[]? IHardware.File(string path) => path == ModelFile ? _options.ModelFile : null;

    /// <inheritdoc />
    void IHardware.WriteLine(string line)
    {
        _lineCount++;
        Write(_console, line);
    }

    private void OnEvent(string text) => Write(_events, text);

    /// <summary>An application cannot see that its listener is gone: the first failure ends the pictures and is thrown after the run.</summary>
    private void Write(TextWriter writer, string line)
    {
        try
        {
            writer.WriteLine(line);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            OnFailure(exception);
        }
    }

    private void OnFailure(Exception exception)
    {
        _failure ??= exception;
        _camera?.Stop();
    }
}
