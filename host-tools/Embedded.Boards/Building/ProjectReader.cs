// SPDX-License-Identifier: MIT
using System.Text.Json;

namespace Embedded.Boards;

/// <summary>
/// Reads .nfproj files with the MSBuild of the .NET SDK, which evaluates imports, globs and conditions. nanoFramework's own imports are
/// conditional and absent there, so their defaults are repeated here.
/// </summary>
internal sealed class ProjectReader(DotnetSdk sdk, CancellationToken cancellation)
{
    private const string DefaultLanguage = "9.0";
    private const string DefaultConstants = "TRACE";
    private const int NewestLanguage = 10;

    private static readonly Dictionary<string, string> s_environment = new() { ["MSBUILDDISABLENODEREUSE"] = "1" };

    /// <summary>The project and all that it references, each behind those that it references.</summary>
    /// <exception cref="DeploymentException">A project is not there, cannot be evaluated or built this way.</exception>
    public IReadOnlyList<NanoProject> ReadAll(string path)
    {
        var ordered = new List<NanoProject>();
        Add(Path.GetFullPath(path), ordered, []);
        return ordered;
    }

    internal static NanoProject Parse(string path, JsonElement evaluated)
    {
        JsonElement properties = evaluated.GetProperty("Properties");
        string assembly = Text(properties, "AssemblyName");
        if (assembly.Length == 0)
        {
            throw new DeploymentException($"{path} names no assembly; give the .nfproj file of an application");
        }

        if (Items(evaluated, "EmbeddedResource").Count > 0)
        {
            throw new DeploymentException($"{path} has resources, which only nanoFramework's own build can convert; build it with Visual Studio or VS Code, then use `embedded pack`");
        }

        string language = Text(properties, "LangVersion") is { Length: > 0 } version ? version : DefaultLanguage;
        if (!int.TryParse(language.Split('.')[0], out int major) || major > NewestLanguage)
        {
            throw new DeploymentException($"{path} has LangVersion {language}, whose compiler adds types that shift the table of native methods; set it to {NewestLanguage}.0 or less");
        }

        return new NanoProject
        {
            Path = path,
            AssemblyName = assembly,
            IsExecutable = Text(properties, "OutputType").Equals("Exe", StringComparison.OrdinalIgnoreCase),
            LanguageVersion = language,
            Constants = string.Join(';', new[] { DefaultConstants, Text(properties, "DefineConstants") }.Where(text => text.Length > 0)),
            Sources = [.. FullPaths(evaluated, "Compile").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            Libraries = [.. Items(evaluated, "Reference").Select(item => LibraryReference.Parse(Text(item, "Identity")))],
            Projects = [.. FullPaths(evaluated, "ProjectReference")],
        };
    }

    private void Add(string path, List<NanoProject> ordered, List<string> users)
    {
        if (users.Contains(path))
        {
            throw new DeploymentException($"{path} references itself, through {string.Join(", ", users.Skip(users.IndexOf(path) + 1).Select(Path.GetFileName))}; take one of the references out");
        }

        if (ordered.Any(project => project.Path == path))
        {
            return;
        }

        NanoProject read = Read(path, users);
        users.Add(path);
        foreach (string reference in read.Projects)
        {
            Add(reference, ordered, users);
        }

        users.Remove(path);
        ordered.Add(read);
    }

    private NanoProject Read(string path, List<string> users)
    {
        if (!File.Exists(path))
        {
            throw new DeploymentException(users.Count == 0 ? $"{path}: there is no such project" : $"{users[^1]} references {path}, which is not there");
        }

        string[] arguments =
        [
            "msbuild", path, "-nologo", "-nodeReuse:false", "-p:Configuration=Release",
            "-getItem:Compile,Reference,ProjectReference,EmbeddedResource", "-getProperty:OutputType,AssemblyName,LangVersion,DefineConstants",
        ];
        ChildProcess run = ChildProcess.Run(sdk.Host, arguments, Path.GetDirectoryName(path)!, s_environment, cancellation)
            ?? throw new DeploymentException($"the program {sdk.Host} cannot be run");
        if (run.ExitCode != 0)
        {
            throw new DeploymentException($"{path} cannot be evaluated; mend the project") { ToolOutput = run.Lines };
        }

        using JsonDocument document = JsonDocument.Parse(run.Output);
        return Parse(path, document.RootElement);
    }

    private static IEnumerable<string> FullPaths(JsonElement evaluated, string kind) => Items(evaluated, kind)
        .Select(item => Path.GetFullPath(OperatingSystem.IsWindows() ? Text(item, "FullPath") : Text(item, "FullPath").Replace('\\', '/')));

    private static List<JsonElement> Items(JsonElement evaluated, string kind) =>
        evaluated.GetProperty("Items").TryGetProperty(kind, out JsonElement items) ? [.. items.EnumerateArray()] : [];

    private static string Text(JsonElement item, string name) => item.TryGetProperty(name, out JsonElement value) ? value.GetString()!.Trim() : "";
}
