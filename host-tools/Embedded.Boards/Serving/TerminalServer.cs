// SPDX-License-Identifier: MIT
namespace Embedded.Boards;

/// <summary>A console at a pseudo-terminal (Linux, macOS).</summary>
public sealed class TerminalServer : IConsoleServer
{
    private readonly PseudoTerminal _terminal = PseudoTerminal.Create();
    private readonly LossyPipe _pipe;

    /// <exception cref="BoardException">This system has no pseudo-terminals.</exception>
    public TerminalServer()
    {
        _pipe = new LossyPipe(_terminal.Output);
    }

    /// <inheritdoc />
    public string Port => _terminal.Path;

    /// <inheritdoc />
    public void Write(ReadOnlySpan<byte> bytes) => _pipe.Write(bytes);

    /// <inheritdoc />
    public void Drain(TimeSpan time) => _pipe.Drain(time);

    /// <inheritdoc />
    public void Dispose()
    {
        _pipe.Dispose();
        _terminal.Dispose();
    }
}
