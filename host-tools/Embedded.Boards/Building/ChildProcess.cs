// SPDX-License-Identifier: MIT
using System.ComponentModel;
using System.Diagnostics;

namespace Embedded.Boards;

/// <summary>A tool that was run to its end.</summary>
/// <param name="ExitCode">0 if it is content.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Errors">Its standard error.</param>
internal sealed record ChildProcess(int ExitCode, string Output, string Errors)
{
    /// <summary>All that it printed, without empty lines.</summary>
    public IReadOnlyList<string> Lines =>
        [.. (Output + "\n" + Errors).Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0)];

    /// <summary>Runs a program; cancelling ends it with all that it started.</summary>
    /// <param name="program">A file, or a name to be looked for in PATH.</param>
    /// <param name="arguments">Each as one word.</param>
    /// <param name="folder">Where it runs.</param>
    /// <param name="environment">Variables that it has beside those of this process.</param>
    /// <param name="cancellation">Ends the program.</param>
    /// <returns>null if there is no such program or it cannot be run on this system.</returns>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public static ChildProcess? Run(
        string program, IEnumerable<string> arguments, string folder, IReadOnlyDictionary<string, string> environment, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
            WorkingDirectory = folder,
        };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = new Process { StartInfo = start };
        try
        {
            process.Start();
        }
        catch (Win32Exception)
        {
            return null;
        }

        process.StandardInput.Close();
        using CancellationTokenRegistration stop = cancellation.Register(() => process.Kill(entireProcessTree: true));
        Task<string> errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        cancellation.ThrowIfCancellationRequested();
        return new ChildProcess(process.ExitCode, output, errors.Result);
    }
}
