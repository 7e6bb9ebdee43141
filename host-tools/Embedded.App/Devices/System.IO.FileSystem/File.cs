// SPDX-License-Identifier: MIT
using Embedded.Devices;

namespace Embedded.App;

/// <summary>
/// nanoFramework's System.IO.File as firmware/App sees it here: being in its namespace it goes before System.IO.File, so that the
/// application sees the files of the running board and not those of the PC.
/// </summary>
internal static class File
{
    /// <summary>Whether the board has a file; false without a file system.</summary>
    public static bool Exists(string path) => Hardware.Call("File.Exists").File(path) != null;
}
