// SPDX-License-Identifier: MIT
using System;
using Embedded.Report;

namespace Embedded.App;

/// <summary>The board's UART, which carries what the program writes to its console.</summary>
public sealed class UartConsole : IConsole
{
    /// <inheritdoc />
    public void WriteLine(string line)
    {
        Console.WriteLine(line);
    }
}
