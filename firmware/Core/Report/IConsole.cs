// SPDX-License-Identifier: MIT
namespace Embedded.Report;

/// <summary>Where the board's lines go: the UART on a board.</summary>
public interface IConsole
{
    /// <summary>Writes one line of docs/console.md, given without its end of line.</summary>
    void WriteLine(string line);
}
