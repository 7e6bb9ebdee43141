// SPDX-License-Identifier: MIT
namespace Embedded.Boards;

/// <summary>Offers a virtual board's console to other programs.</summary>
public interface IConsoleServer : IDisposable
{
    /// <summary>What a listener gives as its port.</summary>
    string Port { get; }

    /// <summary>Sends bytes to whoever listens; never waits.</summary>
    void Write(ReadOnlySpan<byte> bytes);

    /// <summary>Waits until what was sent has left, or the time is over.</summary>
    void Drain(TimeSpan time);
}
