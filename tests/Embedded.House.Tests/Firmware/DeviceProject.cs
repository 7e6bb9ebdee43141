// SPDX-License-Identifier: MIT
using System.Diagnostics;
using System.Text.Json;
using System.Xml.Linq;
using Embedded.Testing;

namespace Embedded.House.Tests.Firmware;

/// <summary>A .nfproj as MSBuild evaluates it without nanoFramework's extension, and the packages.config beside it.</summary>
internal sealed class DeviceProject
{
    private readonly JsonElement _evaluated;

    private DeviceProject(string path)
    {
        File = Path.Combine(SharedFolder.Repository, path);
        Folder = Path.GetDirectoryName(File)!;
        SolutionPath = path.Replace('/', '\\');
        _evaluated = Evaluate(File);
        Packages = XDocument.Load(Path.Combine(Folder, "packages.config")).Root!.Elements("package")
            .ToDictionary(package => package.Attribute("id")!.Value, package => package.Attribute("version")!.Value, StringComparer.Ordinal);
    }

    public static IReadOnlyDictionary<string, Lazy<DeviceProject>> All { get; } =
        new[] { "firmware/Core/Embedded.Core", "firmware/Native/Embedded.Native", "firmware/App/Embedded.App", "firmware/FirstLight/Embedded.FirstLight", "tests/device/Embedded.DeviceTests", "tests/device/Benchmark/Embedded.Benchmark" }
            .ToDictionary(path => path.Split('.')[^1], path => new Lazy<DeviceProject>(() => new DeviceProject(path + ".nfproj")));

    /// <summary>As the solution names it.</summary>
    public string SolutionPath { get; }

    public string Folder { get; }

    public string File { get; }

    /// <summary>Version of each package id.</summary>
    public IReadOnlyDictionary<string, string> Packages { get; }

    public string Property(string name) => _evaluated.GetProperty("Properties").GetProperty(name).GetString()!;

    public JsonElement[] Items(string kind) => [.. _evaluated.GetProperty("Items").GetProperty(kind).EnumerateArray()];

    /// <summary>Properties and items of a project file anywhere.</summary>
    public static JsonElement Evaluate(string file)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(file),
            ArgumentList =
            {
                "msbuild", file, "-nologo", "-getItem:Compile,Reference,ProjectReference,None",
                "-getProperty:OutputType,AssemblyName,RootNamespace,ProjectGuid,ProjectTypeGuids,LangVersion,TargetFrameworkVersion,NFMDP_GENERATE_STUBS",
            },
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, output + errors.Result);
        using JsonDocument document = JsonDocument.Parse(output);
        return document.RootElement.Clone();
    }
}
