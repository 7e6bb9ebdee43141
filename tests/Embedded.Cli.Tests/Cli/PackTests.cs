// SPDX-License-Identifier: MIT
using System.Text.Json;
using Embedded.Testing;

namespace Embedded.Cli.Tests;

public sealed class PackTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_FolderOfABuild_WritesTheImageAndNamesTheNextStep()
    {
        string folder = Build();

        CliRun run = CliRun.Of("pack", folder, "--out", _folder.Path("new", "my app.bin"));

        Assert.Equal(ExitCode.Ok, run.Code);
        Assert.Empty(run.Error);
        byte[] image = File.ReadAllBytes(_folder.Path("new", "my app.bin"));
        Assert.Equal([.. File.ReadAllBytes(Path.Combine(folder, "mscorlib.pe")), .. File.ReadAllBytes(Path.Combine(folder, "App.pe"))], image);
        string[] rows = [.. run.Lines.Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))];
        Assert.Contains("mscorlib 1.17.11.0 180 0x1549C856", rows);
        Assert.Contains("App 0.1.0.0 196 none", rows);
        Assert.Contains(rows, row => row.StartsWith("image 376 0.1 % of ", StringComparison.Ordinal) && row.EndsWith(" on esp32-cam", StringComparison.Ordinal));
        Assert.Equal($"next: nanoff --target ESP32_PSRAM_REV0 --serialport PORT --deploy --image \"{_folder.Path("new", "my app.bin")}\" --address 0x1E0000", run.Lines[^1]);
    }

    [Fact]
    public void Run_Json_HasTheSameFacts()
    {
        string folder = Build();

        JsonElement json = CliRun.Of("pack", Path.Combine(folder, "App.pe"), Path.Combine(folder, "mscorlib.pe"), "--out", _folder.Path("app.bin"), "--json").Json;

        Assert.Equal("App", json.GetProperty("executable").GetString());
        Assert.Equal(376, json.GetProperty("bytes").GetInt32());
        Assert.Equal(0x1E0000, json.GetProperty("address").GetInt32());
        Assert.Equal(0x80000, json.GetProperty("roomBytes").GetInt32());
        JsonElement[] assemblies = [.. json.GetProperty("assemblies").EnumerateArray()];
        Assert.Equal(["mscorlib", "App"], assemblies.Select(assembly => assembly.GetProperty("name").GetString()));
        Assert.Equal(["0x1549C856", null], assemblies.Select(assembly => assembly.GetProperty("nativeChecksum").GetString()));
    }

    [Fact]
    public void Run_ApplicationWithItsModel_MayTakeTheModelSlots()
    {
        string folder = Build();
        for (int index = 0; index < 10; index++)
        {
            new NanoAssemblyBuilder($"Data{index}") { SignatureBytes = 60_000 }.Needs("mscorlib", "1.17.11.0").Save(Path.Combine(folder, $"Data{index}.pe"));
        }

        CliRun.Of("pack", folder, "--out", _folder.Path("app.bin")).AssertFails(ExitCode.BadInput, "but the board has room for 524,288; leave out");
        CliRun run = CliRun.Of("pack", folder, "--out", _folder.Path("app.bin"), "--no-slots");

        Assert.Equal(ExitCode.Ok, run.Code);
        Assert.Contains(" of 1,792.0 KB on esp32-cam", run.Out);
    }

    [Fact]
    public void Run_WhatCannotBe_IsRefusedInOneSentence()
    {
        string folder = Build();
        string[] before = _folder.Files();

        CliRun.Of("pack", Path.Combine(folder, "App.pe"), "--out", _folder.Path("app.bin")).AssertFails(ExitCode.BadInput, "App needs mscorlib 1.17.11.0, which is not there");
        CliRun.Of("pack", _folder.Path("nosuch"), "--out", _folder.Path("app.bin")).AssertFails(ExitCode.BadInput, "there is no such file");
        CliRun.Of("pack", _folder.Model(), "--out", _folder.Path("app.bin")).AssertFails(ExitCode.BadInput, "is an .emb model, no nanoFramework assembly");
        File.Delete(_folder.Path("model.emb"));
        CliRun.Of("pack", folder, "--out", _folder.Path("app.pe")).AssertFails(ExitCode.Usage, "give --out a name that ends in .bin");
        CliRun.Of("pack", folder, "--out", _folder.Path("app.bin"), "--board", "toaster").AssertFails(ExitCode.Usage, "\"toaster\" is unknown");
        CliRun.Of("pack", "--out", _folder.Path("app.bin")).AssertFails(ExitCode.Usage, "embedded pack --help");
        CliRun.Of("pack", folder).AssertFails(ExitCode.Usage, "--out");

        Assert.Equal(before, _folder.Files());
    }

    [Fact]
    public void BuildApp_WhatIsMissing_IsRefusedInOneSentence()
    {
        string[] line = ["build-app", _folder.Path("App.nfproj"), "--libraries", _folder.Path(), "--processor", _folder.Path("mdp.dll"), "--out", _folder.Path("out")];

        CliRun.Of(line).AssertFails(ExitCode.BadInput, "mdp.dll; docs/building-app.md says which package has it");
        File.WriteAllText(_folder.Path("mdp.dll"), "");
        CliRun.Of(line).AssertFails(ExitCode.BadInput, "App.nfproj: there is no such project");
        File.WriteAllText(_folder.Path("App.nfproj"), "<Project><Import Project=\"nosuch.projitems\" /></Project>");
        CliRun broken = CliRun.Of(line).AssertFails(ExitCode.BadInput, "App.nfproj cannot be evaluated");
        Assert.Contains(broken.Error.Split('\n'), text => text.Contains("nosuch.projitems") && !text.StartsWith("error:", StringComparison.Ordinal));
        CliRun.Of([.. line[..^1], _folder.Path("mdp.dll")]).AssertFails(ExitCode.Usage, "mdp.dll is a file");
    }

    /// <summary>A folder as a device build leaves it.</summary>
    private string Build()
    {
        Directory.CreateDirectory(_folder.Path("Release"));
        new NanoAssemblyBuilder("mscorlib", "1.17.11.0") { NativeChecksum = 0x1549C856 }.Save(_folder.Path("Release", "mscorlib.pe"));
        new NanoAssemblyBuilder("App", "0.1.0.0") { IsExecutable = true }.Needs("mscorlib", "1.17.11.0").Save(_folder.Path("Release", "App.pe"));
        File.WriteAllText(_folder.Path("Release", "App.exe"), "MZ");
        File.WriteAllText(_folder.Path("Release", "App.pdbx"), "<PdbxFile />");
        return _folder.Path("Release");
    }
}
