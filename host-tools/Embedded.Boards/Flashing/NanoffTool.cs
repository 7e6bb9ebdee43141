// SPDX-License-Identifier: MIT
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Embedded.Boards;

/// <summary>nanoff, nanoFramework's flash tool, as it is started on this machine.</summary>
/// <param name="Program">A file, or a name in PATH.</param>
/// <param name="Prefix">Words before those of a command.</param>
public sealed partial record NanoffTool(string Program, IReadOnlyList<string> Prefix)
{
    /// <summary>The .NET tool that is installed.</summary>
    public const string Package = "nanoff";

    /// <summary>What a user types to install it.</summary>
    public const string InstallCommand = "dotnet tool install -g nanoff --allow-roll-forward";

    private const string Update = "update it with: dotnet tool update -g nanoff --allow-roll-forward";

    /// <summary>The first version with the arguments that are used here.</summary>
    public static Version Oldest { get; } = new(2, 5);

    /// <summary>The first version that nobody tried.</summary>
    public static Version FirstUnknown { get; } = new(3, 0);

    /// <summary>It is made for .NET 8; this lets a machine with a later .NET run it.</summary>
    internal static Dictionary<string, string> Variables { get; } = new() { ["DOTNET_ROLL_FORWARD"] = "Major", ["DOTNET_NOLOGO"] = "1" };

    /// <summary>The tool at a path; a .dll is run by the .NET host.</summary>
    /// <exception cref="FlashException">There is no such file.</exception>
    public static NanoffTool At(string path) => !File.Exists(path)
        ? throw new FlashException($"there is no nanoff at {path}; leave the option out to have it looked for, or install it with: {InstallCommand}")
        : Path.GetExtension(path).Equals(".dll", StringComparison.OrdinalIgnoreCase)
            ? new NanoffTool(DotnetSdk.FindHost(), ["exec", Path.GetFullPath(path)])
            : new NanoffTool(Path.GetFullPath(path), []);

    /// <summary>Looks in PATH, in the folder of global .NET tools, and in the tool manifests of a folder and those above it.</summary>
    /// <returns>null if it is nowhere.</returns>
    public static NanoffTool? Find() => Find(
        Environment.GetEnvironmentVariable("PATH") ?? "",
        Environment.GetEnvironmentVariable("DOTNET_CLI_HOME") is { Length: > 0 } home ? home : Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
        Environment.CurrentDirectory);

    internal static NanoffTool? Find(string path, string home, string folder)
    {
        string name = OperatingSystem.IsWindows() ? "nanoff.exe" : "nanoff";
        string[] places = [.. path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries), Path.Combine(home, ".dotnet", "tools")];
        string? file = places.Select(place => Path.Combine(place, name)).FirstOrDefault(File.Exists);
        return file != null ? new NanoffTool(Path.GetFullPath(file), [])
            : IsInManifest(folder) ? new NanoffTool(DotnetSdk.FindHost(), ["tool", "run", Package, "--"])
            : null;
    }

    /// <summary>Installs it as a global .NET tool and finds it.</summary>
    /// <exception cref="FlashException">It could not be installed; the exception carries what the installer printed.</exception>
    public static NanoffTool Install(CancellationToken cancellation)
    {
        ChildProcess run = ChildProcess.Run(DotnetSdk.FindHost(), InstallCommand.Split(' ')[1..], Environment.CurrentDirectory, Variables, cancellation)
            ?? throw new FlashException($"the program dotnet cannot be run; install a .NET SDK, then nanoff with: {InstallCommand}");
        return run.ExitCode == 0 && Find() is NanoffTool tool
            ? tool
            : throw new FlashException($"nanoff could not be installed (exit code {run.ExitCode}); see what the installer said, check the internet connection, and try: {InstallCommand}") { ToolOutput = run.Lines };
    }

    /// <summary>Asks it for its version.</summary>
    /// <returns>Its version and whether it is one that nobody tried.</returns>
    /// <exception cref="FlashException">It does not run, says nothing, or is too old.</exception>
    public (Version Version, bool IsUnknown) CheckVersion(CancellationToken cancellation)
    {
        ChildProcess run = ChildProcess.Run(Program, [.. Prefix, "--version"], Environment.CurrentDirectory, Variables, cancellation)
            ?? throw new FlashException($"{Program} cannot be run on this system; install nanoff again with: {InstallCommand}");
        Match match = run.Lines.Select(line => VersionPattern().Match(line)).FirstOrDefault(found => found.Success) ?? Match.Empty;
        if (!match.Success || !Version.TryParse(match.Groups[1].Value, out Version? version))
        {
            throw NanoffErrors.IsRuntimeMissing(run.Lines)
                ? new FlashException($"nanoff needs a .NET that is not installed; install it anew with: {InstallCommand}") { ToolOutput = run.Lines }
                : new FlashException($"{Describe()} does not say its version, so it is another program or damaged; {Update}") { ToolOutput = run.Lines };
        }

        return version >= Oldest
            ? (version, version >= FirstUnknown)
            : throw new FlashException($"nanoff {version} is too old; version {Oldest} or later is needed, so {Update}");
    }

    /// <summary>The whole command line of a step, as a shell takes it.</summary>
    /// <param name="step">The step.</param>
    /// <param name="quote">Puts a word in quotes where a shell needs them.</param>
    public string CommandLine(FlashStep step, Func<string, string> quote) => string.Join(' ', new[] { Program }.Concat(Prefix).Concat(step.Arguments).Select(quote));

    private string Describe() => string.Join(' ', new[] { Program }.Concat(Prefix));

    private static bool IsInManifest(string folder)
    {
        for (string? place = folder; place != null; place = Path.GetDirectoryName(place))
        {
            foreach (string file in new[] { Path.Combine(place, ".config", "dotnet-tools.json"), Path.Combine(place, "dotnet-tools.json") })
            {
                if (File.Exists(file) && HasTool(file))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool HasTool(string file)
    {
        try
        {
            using JsonDocument manifest = JsonDocument.Parse(File.ReadAllText(file));
            return manifest.RootElement.TryGetProperty("tools", out JsonElement tools) && tools.ValueKind == JsonValueKind.Object && tools.TryGetProperty(Package, out _);
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            return false;
        }
    }

    [GeneratedRegex("^(?:nanoff|\\.NET nanoFramework Firmware Flasher)?\\s*v?([0-9]+\\.[0-9]+(?:\\.[0-9]+){0,2})", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex VersionPattern();
}
