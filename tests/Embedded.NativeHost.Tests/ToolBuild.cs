// SPDX-License-Identifier: MIT
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using Embedded.Testing;

namespace Embedded.NativeHost.Tests;

/// <summary>tests/native/emb_tool.c and the engine, compiled here in a way of their own.</summary>
internal sealed class ToolBuild
{
    private static readonly string[] Warnings = ["-std=c99", "-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Wshadow", "-Werror"];

    private readonly string _program;

    private ToolBuild(string program)
    {
        _program = program;
    }

    private static string NativeFolder => Path.Combine(SharedFolder.Repository, "firmware", "Native", "c");

    /// <summary>The engine's sources.</summary>
    public static string[] Sources { get; } = [.. Directory.EnumerateFiles(NativeFolder, "emb_*.c").Order(StringComparer.Ordinal)];

    /// <summary>Compiles the tool; the calling test is skipped with a reason where the compiler is missing or lacks an option.</summary>
    public static ToolBuild Require(string compiler, params string[] options)
    {
        RequireLink(compiler, options);
        string program = Path.Combine(AppContext.BaseDirectory, "tool" + Convert.ToHexString(Encoding.UTF8.GetBytes(compiler + string.Concat(options)))[^16..]);
        string tool = Path.Combine(SharedFolder.Repository, "tests", "native", "emb_tool.c");
        (int exitCode, string text) = Compile(compiler, [.. Warnings, "-g", .. options, "-I", NativeFolder, "-o", program, tool, .. Sources]);
        Assert.True(exitCode == 0, text);
        return new ToolBuild(program);
    }

    /// <summary>Skips the calling test, with a reason, where the compiler is missing or lacks an option.</summary>
    public static void RequireLink(string compiler, params string[] options) =>
        Assert.SkipUnless(CanLink(compiler, options), $"{compiler} {string.Join(' ', options)} links no program on this system");

    /// <summary>Runs a compiler, or another program, in the folder of the tests; exit code -1 where there is none.</summary>
    public static (int ExitCode, string Errors) Compile(string compiler, IEnumerable<string> arguments)
    {
        using Process? process = Start(compiler, arguments);
        if (process == null)
        {
            return (-1, $"there is no {compiler}");
        }

        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, errors + output.Result);
    }

    /// <summary>Runs the cases, one line each.</summary>
    public string[] Run(IEnumerable<ConformanceCase> cases)
    {
        using Process process = Start(_program, [])!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        try
        {
            using Stream stream = process.StandardInput.BaseStream;
            foreach (ConformanceCase one in cases)
            {
                Write(stream, one);
            }
        }
        catch (IOException)
        {
            // the tool ended early: its exit code and its errors say why
        }

        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"exit code {process.ExitCode}: {errors.Result}");
        return output.Result.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static bool CanLink(string compiler, string[] options)
    {
        string source = Path.Combine(AppContext.BaseDirectory, "empty.c");
        File.WriteAllText(source, "int main(void) { return 0; }\n");
        return Compile(compiler, [.. options, "-o", Path.Combine(AppContext.BaseDirectory, "empty.out"), source]).ExitCode == 0;
    }

    private static Process? Start(string program, IEnumerable<string> arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(program, arguments)
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = AppContext.BaseDirectory,
            });
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static void Write(Stream stream, ConformanceCase one)
    {
        ReadOnlySpan<byte> input = one.Frame == null ? MemoryMarshal.AsBytes<sbyte>(one.Input) : one.Frame.Pixels;
        int[] header = [one.File.Length, input.Length, one.Frame?.Width ?? 0, one.Frame?.Height ?? 0, (int)(one.Frame?.Format ?? 0)];
        stream.Write(MemoryMarshal.AsBytes<int>(header));
        stream.Write(one.File);
        stream.Write(input);
    }
}
