// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;

namespace Embedded.Training.Native;

/// <summary>
/// Lets TorchSharp's native library load on Linux systems whose libstdc++ is older than the one it was linked with (Debian
/// 12, Ubuntu 22.04). The copy in the program's own folder is patched once; where libstdc++ is new enough nothing is touched.
/// </summary>
internal static class OldLibstdcxx
{
    private const string LibraryFile = "libLibTorchSharp.so";

    /// <summary>Patches what needs it under the program's folder.</summary>
    /// <exception cref="InvalidOperationException">The folder cannot be written.</exception>
    internal static void Prepare()
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64 || SystemHasFunction())
        {
            return;
        }

        string[] folders = [AppContext.BaseDirectory, Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native")];
        foreach (string folder in folders)
        {
            string file = Path.Combine(folder, LibraryFile);
            if (File.Exists(file))
            {
                Patch(file);
            }
        }
    }

    /// <summary>Patches one file, if it needs it. The file gets its old time back, so that a build does not copy it again.</summary>
    /// <returns>False when the file needed nothing.</returns>
    /// <exception cref="InvalidOperationException">The folder cannot be written.</exception>
    internal static bool Patch(string file)
    {
        byte[] image = File.ReadAllBytes(file);
        if (!IosInitPatch.Apply(image))
        {
            return false;
        }

        string temporary = $"{file}.{Environment.ProcessId}.tmp"; // two programs may start at once: each renames a whole file
        try
        {
            File.WriteAllBytes(temporary, image);
            File.SetLastWriteTimeUtc(temporary, File.GetLastWriteTimeUtc(file));
            File.Move(temporary, file, overwrite: true);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException(
                $"{file} must be adapted once to this system's older libstdc++, but its folder cannot be written: " +
                "run the program once as a user who may.",
                e);
        }
    }

    private static bool SystemHasFunction() =>
        NativeLibrary.TryLoad("libstdc++.so.6", out nint library) && NativeLibrary.TryGetExport(library, IosInitPatch.Function, out _);
}
