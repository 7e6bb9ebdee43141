// SPDX-License-Identifier: MIT
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Security;

namespace Embedded.Boards;

/// <summary>
/// nanoFramework's metadata processor, which makes a .pe file of a .NET assembly. It exists as a console program and as a task for MSBuild;
/// the task is run by the SDK's MSBuild.
/// </summary>
internal sealed class MetadataProcessor
{
    private const string TaskFile = "MsBuildTask.dll"; // nanoFramework.Tools.MetadataProcessor.MsBuildTask.dll
    private const string TaskName = "nanoFramework.Tools.MetadataProcessor.MsBuildTask.MetaDataProcessorTask";

    /// <summary>It sorts types by the rules of the current culture; the native checksums of the firmware come from en-US.</summary>
    private static readonly Dictionary<string, string> s_environment = new()
    {
        ["LC_ALL"] = "en_US.UTF-8",
        ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "0",
        ["DOTNET_ROLL_FORWARD"] = "Major",
        ["MSBUILDDISABLENODEREUSE"] = "1",
    };

    private readonly DotnetSdk _sdk;
    private readonly string _path;

    /// <exception cref="DeploymentException">There is no such file.</exception>
    public MetadataProcessor(DotnetSdk sdk, string path)
    {
        _sdk = sdk;
        _path = Path.GetFullPath(path);
        if (!File.Exists(_path))
        {
            throw new DeploymentException($"there is no metadata processor {path}; docs/building-app.md says which package has it");
        }

        if (Path.GetExtension(path).ToUpperInvariant() is not (".DLL" or ".EXE" or ""))
        {
            throw new DeploymentException($"{path} is no metadata processor; give a .dll or .exe file");
        }

        if (IsTask && IsForNetFramework())
        {
            throw new DeploymentException($"{path} is the MSBuild task for .NET Framework, which the .NET SDK cannot run; give the one in lib/net6.0 of the package nanoFramework.Tools.MetadataProcessor.MsBuildTask");
        }
    }

    private bool IsTask => _path.EndsWith(TaskFile, StringComparison.OrdinalIgnoreCase);

    /// <summary>Makes <paramref name="peFile"/> of <paramref name="assembly"/>.</summary>
    /// <param name="assembly">The .dll or .exe file.</param>
    /// <param name="peFile">The file to write.</param>
    /// <param name="references">Assemblies that it may use.</param>
    /// <param name="cancellation">Ends the program.</param>
    /// <returns>What it printed.</returns>
    /// <exception cref="DeploymentException">It cannot be run or refuses; the exception carries its lines.</exception>
    public IReadOnlyList<string> Run(string assembly, string peFile, IReadOnlyList<string> references, CancellationToken cancellation)
    {
        (string program, string[] arguments) = Command(assembly, peFile, references);
        ChildProcess run = ChildProcess.Run(program, arguments, Path.GetDirectoryName(peFile)!, s_environment, cancellation)
            ?? throw new DeploymentException(program == "mono"
                ? $"{_path} is a program for .NET Framework, which needs Mono on this system; install Mono, or give the MSBuild task of docs/building-app.md"
                : $"{_path} cannot be run on this system; docs/building-app.md says which metadata processors can");
        return run.ExitCode == 0 && File.Exists(peFile)
            ? run.Lines
            : throw new DeploymentException($"the metadata processor {_path} made no {Path.GetFileName(peFile)} (exit code {run.ExitCode}); see what it printed") { ToolOutput = run.Lines };
    }

    /// <summary>The program to run and its arguments.</summary>
    internal (string Program, string[] Arguments) Command(string assembly, string peFile, IReadOnlyList<string> references)
    {
        if (IsTask)
        {
            string project = Path.ChangeExtension(peFile, ".proj");
            File.WriteAllText(project, TaskProject(assembly, peFile, references));
            return (_sdk.Host, ["msbuild", project, "-nologo", "-nodeReuse:false", "-verbosity:minimal", "-t:Process"]);
        }

        string[] arguments =
        [
            .. references.SelectMany(reference => new[] { "-loadhints", Path.GetFileNameWithoutExtension(reference), reference }),
            "-parse", assembly, "-compile", peFile, "false",
        ];
        return Path.GetExtension(_path).Equals(".dll", StringComparison.OrdinalIgnoreCase) ? (_sdk.Host, ["exec", _path, .. arguments])
            : !OperatingSystem.IsWindows() && IsWindowsProgram() ? ("mono", [_path, .. arguments])
            : (_path, arguments);
    }

    /// <summary>Assemblies for .NET Framework refer to mscorlib, those for .NET to System.Runtime.</summary>
    private bool IsForNetFramework()
    {
        try
        {
            using var file = new PEReader(File.OpenRead(_path));
            MetadataReader metadata = file.GetMetadataReader();
            return metadata.AssemblyReferences.Any(handle => metadata.StringComparer.Equals(metadata.GetAssemblyReference(handle).Name, "mscorlib"));
        }
        catch (Exception exception) when (exception is BadImageFormatException or InvalidOperationException)
        {
            throw new DeploymentException($"{_path} is no .NET assembly; give the metadata processor as its package has it", exception);
        }
    }

    private bool IsWindowsProgram()
    {
        using FileStream file = File.OpenRead(_path);
        return file.ReadByte() == 'M' && file.ReadByte() == 'Z';
    }

    private string TaskProject(string assembly, string peFile, IReadOnlyList<string> references) =>
        $"""
        <Project>
          <UsingTask TaskName="{TaskName}" AssemblyFile="{SecurityElement.Escape(_path)}" />
          <ItemGroup>
        {string.Concat(references.Select(reference => $"    <Hint Include=\"{SecurityElement.Escape(reference)}\" />\n"))}  </ItemGroup>
          <Target Name="Process">
            <{TaskName} LoadHints="@(Hint)" Parse="{SecurityElement.Escape(assembly)}" Compile="{SecurityElement.Escape(peFile)}" />
          </Target>
        </Project>
        """;
}
