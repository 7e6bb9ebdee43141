// SPDX-License-Identifier: MIT
namespace Embedded.Boards;

/// <summary>Where a board's console can be heard.</summary>
public interface IBoardPort
{
    /// <summary>The name that the user gave.</summary>
    string Name { get; }

    /// <summary>True for a board, which may come back after its end; false for a recording.</summary>
    bool IsLive { get; }

    /// <summary>Starts to listen.</summary>
    /// <exception cref="BoardException">It cannot be opened; the message says what to do.</exception>
    Stream Open();
}
