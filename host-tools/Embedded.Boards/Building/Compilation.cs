// SPDX-License-Identifier: MIT
namespace Embedded.Boards;

/// <summary>Compiles a project with the C# compiler of the SDK against nanoFramework's mscorlib instead of .NET's.</summary>
internal static class Compilation
{
    /// <summary>The lines of the compiler's response file.</summary>
    /// <param name="project">What to compile.</param>
    /// <param name="references">Assemblies that it may use.</param>
    /// <param name="output">The .dll or .exe file to write.</param>
    public static IReadOnlyList<string> Arguments(NanoProject project, IEnumerable<string> references, string output) =>
    [
        "-nologo",
        "-nostdlib",
        "-optimize+",
        "-deterministic",
        "-debug:portable",
        "-filealign:512",
        "-utf8output",
        "-fullpaths",
        $"-langversion:{project.LanguageVersion}",
        $"-define:{project.Constants}",
        $"-target:{(project.IsExecutable ? "exe" : "library")}",
        $"-out:\"{output}\"",
        .. references.Select(reference => $"-r:\"{reference}\""),
        .. project.Sources.Select(source => $"\"{source}\""),
    ];

    /// <summary>Compiles; returns what the compiler printed.</summary>
    /// <exception cref="DeploymentException">The sources are wrong; the exception carries the compiler's lines.</exception>
    public static IReadOnlyList<string> Run(DotnetSdk sdk, NanoProject project, IEnumerable<string> references, string output, CancellationToken cancellation)
    {
        string response = Path.ChangeExtension(output, ".rsp");
        File.WriteAllLines(response, Arguments(project, references, output));
        ChildProcess run = ChildProcess.Run(sdk.Host, ["exec", sdk.Compiler, "-noconfig", "@" + response], Path.GetDirectoryName(project.Path)!, new Dictionary<string, string>(), cancellation)
            ?? throw new DeploymentException($"the program {sdk.Host} cannot be run");
        return run.ExitCode == 0 && File.Exists(output)
            ? run.Lines
            : throw new DeploymentException($"{project.Path} does not compile; mend what the compiler names") { ToolOutput = run.Lines };
    }
}
