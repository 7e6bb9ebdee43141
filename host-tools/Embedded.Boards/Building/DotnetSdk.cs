// SPDX-License-Identifier: MIT
using System.Collections.ObjectModel;
using System.Runtime.InteropServices;

namespace Embedded.Boards;

/// <summary>The .NET SDK of this machine: its C# compiler and its MSBuild.</summary>
/// <param name="Host">The dotnet program.</param>
/// <param name="Compiler">Path of csc.dll.</param>
internal sealed record DotnetSdk(string Host, string Compiler)
{
    private const string Missing = "install a .NET SDK, which holds the C# compiler, from https://dotnet.microsoft.com/download";

    /// <summary>Finds the SDK of the dotnet program that runs this process, else the one in PATH.</summary>
    /// <exception cref="DeploymentException">There is no dotnet program, or it has no SDK.</exception>
    public static DotnetSdk Find(CancellationToken cancellation) => Find(FindHost(), cancellation);

    internal static DotnetSdk Find(string host, CancellationToken cancellation)
    {
        ChildProcess list = ChildProcess.Run(host, ["--list-sdks"], Environment.CurrentDirectory, ReadOnlyDictionary<string, string>.Empty, cancellation)
            ?? throw new DeploymentException($"the program {host} cannot be run; {Missing}");
        string compiler = FindCompiler(list.Lines) ?? throw new DeploymentException($"{host} has no .NET SDK with a C# compiler; {Missing}");
        return new DotnetSdk(host, compiler);
    }

    /// <summary>The compiler of the last SDK in the output of `dotnet --list-sdks`, which is ascending: "10.0.401 [/usr/share/dotnet/sdk]".</summary>
    internal static string? FindCompiler(IEnumerable<string> sdks) => sdks
        .Select(line => line.Split('[', 2))
        .Where(parts => parts.Length == 2)
        .Select(parts => Path.Combine(parts[1].TrimEnd(']'), parts[0].Trim(), "Roslyn", "bincore", "csc.dll"))
        .LastOrDefault(File.Exists);

    internal static string FindHost()
    {
        string name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        string runtime = RuntimeEnvironment.GetRuntimeDirectory(); // ROOT/shared/Microsoft.NETCore.App/VERSION
        string[] places = [Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "", Path.GetFullPath(Path.Combine(runtime, "..", "..", "..", name))];
        return places.FirstOrDefault(File.Exists) ?? name;
    }
}
