// SPDX-License-Identifier: MIT
using Embedded.Devices;

namespace Embedded.App;

/// <summary>
/// nanoFramework's System.Console as firmware/App sees it here: being in its namespace it goes before System.Console, so that
/// the application's lines go to the UART of the running board and not to the terminal of the process.
/// </summary>
internal static class Console
{
    /// <summary>Writes one line to the board's UART.</summary>
    public static void WriteLine(string value) => Hardware.Call("Console.WriteLine").WriteLine(value);
}
