// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Embedded.Boards;

/// <summary>
/// A terminal device whose other end is this program (POSIX posix_openpt), without echo and without changing a character.
/// </summary>
internal sealed partial class PseudoTerminal : IDisposable
{
    private const int ReadWrite = 2; // O_RDWR
    private const int Now = 0; // TCSANOW
    private const int TerminalStateBytes = 256; // more than struct termios has on any system

    private readonly SafeFileHandle _slave; // kept open, so that the terminal outlives its readers

    private PseudoTerminal(Stream output, SafeFileHandle slave, string path)
    {
        Output = output;
        _slave = slave;
        Path = path;
    }

    /// <summary>The device to read from.</summary>
    public string Path { get; }

    /// <summary>Makes a terminal.</summary>
    /// <exception cref="BoardException">This system has none.</exception>
    public static PseudoTerminal Create()
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsMacOS())
        {
            throw new BoardException("There are no pseudo-terminals on this system; serve the console with --tcp instead.");
        }

        int noControl = OperatingSystem.IsLinux() ? 0x100 : 0x20000; // O_NOCTTY
        int master = posix_openpt(ReadWrite | noControl);
        if (master < 0 || grantpt(master) != 0 || unlockpt(master) != 0 || Marshal.PtrToStringUTF8(ptsname(master)) is not { } path)
        {
            throw new BoardException($"The system gives no pseudo-terminal ({Marshal.GetLastPInvokeErrorMessage()}); serve the console with --tcp instead.");
        }

        var masterHandle = new SafeFileHandle(master, ownsHandle: true);
        SafeFileHandle slave = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        MakeRaw((int)slave.DangerousGetHandle());
        return new PseudoTerminal(new FileStream(masterHandle, FileAccess.Write, bufferSize: 0), slave, path);
    }

    /// <summary>Where this program writes what the terminal's readers read. Writing waits while the terminal is full.</summary>
    public Stream Output { get; }

    /// <inheritdoc />
    public void Dispose()
    {
        Output.Dispose();
        _slave.Dispose();
    }

    private static void MakeRaw(int file)
    {
        var state = new byte[TerminalStateBytes];
        if (tcgetattr(file, state) == 0)
        {
            cfmakeraw(state);
            _ = tcsetattr(file, Now, state);
        }
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int posix_openpt(int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int grantpt(int file);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int unlockpt(int file);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint ptsname(int file);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int tcgetattr(int file, [In, Out] byte[] state);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int tcsetattr(int file, int action, byte[] state);

    [LibraryImport("libc")]
    private static partial void cfmakeraw([In, Out] byte[] state);
}
