// SPDX-License-Identifier: MIT
using System.Diagnostics;
using Embedded.Testing;

namespace Embedded.Boards.Tests;

[Trait("Speed", "Slow")]
public sealed class ApplicationBuildTests(BuildTools tools) : IClassFixture<BuildTools>, IDisposable
{
    private const int Room = 0xC0000;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_ApplicationWithLibrary_IsCompiledProcessedAndPacked()
    {
        ApplicationBuildOptions options = Application(hasLibrary: true);
        File.WriteAllText(_folder.File("out", "App.bin"), "old");
        var steps = new Steps();

        ApplicationBuildResult result = ApplicationBuild.Run(options, steps, CancellationToken.None);

        Assert.Equal(["mscorlib", "Lib", "App"], result.Image.Assemblies.Select(assembly => assembly.Name));
        Assert.Equal(Path.Combine(options.Output, "App.bin"), result.ImagePath);
        Assert.Equal(result.Image.Bytes.ToArray(), File.ReadAllBytes(result.ImagePath));
        Assert.Equal(["App.bin", "App.exe", "App.pdb", "App.pe", "Lib.dll", "Lib.pdb", "Lib.pe", "mscorlib.pe"], Written());
        Assert.Empty(result.Warnings);
        Assert.Equal(["reading projects", "compiling Lib", "processing Lib", "compiling App", "processing App", "packing"], steps.Names);
        Assert.Equal(ApplicationImage.Pack(AssemblyFiles.Load([options.Output]), Room).Bytes.ToArray(), result.Image.Bytes.ToArray());

        string[][] log = [.. File.ReadAllLines(_folder.File("tools", "log")).Select(line => line.Split('|'))];
        Assert.Equal(["Lib.pe", "App.pe"], log.Select(row => row[0]));
        Assert.All(log, row => Assert.Equal("en_US.UTF-8", row[1])); // the culture of the firmware's checksums
        string core = _folder.File("packages", "nanoFramework.CoreLibrary.1.17.11", "lib", "mscorlib.dll");
        Assert.StartsWith($"-loadhints mscorlib {core} -parse ", log[0][2]);
        Assert.Matches("^-loadhints mscorlib .*mscorlib.dll -loadhints Lib .*Lib.dll -parse .*App.exe -compile .*App.pe false$", log[1][2]);
    }

    [Fact]
    public void Run_WrongSource_PassesTheCompilersLinesOn()
    {
        ApplicationBuildOptions options = Application();
        File.WriteAllText(_folder.File("App", "App.cs"), "namespace A { class P { static int Main() { return nothing; } } }");

        DeploymentException failure = AssertFails(options, "App.nfproj does not compile");

        Assert.Contains(failure.ToolOutput, line => line.Contains("App.cs(1,52): error CS0103"));
        Assert.Empty(Written());
    }

    [Theory]
    [InlineData(false, "made no App.pe (exit code 3)")]
    [InlineData(true, "made no App.pe (exit code 0)")] // it exits with 0 after some of its failures
    public void Run_ProcessorRefuses_PassesItsLinesOn(bool isContent, string sentence)
    {
        ApplicationBuildOptions options = Application();
        File.Delete(_folder.File("tools", "pe", "App.pe"));
        if (isContent)
        {
            File.WriteAllText(_folder.File("tools", "content"), "");
        }

        DeploymentException failure = AssertFails(options, sentence);

        Assert.Equal(["Exception minimizing assembly: App.pe", "and a line of standard error"], failure.ToolOutput);
        Assert.Empty(Written());
    }

    [Fact]
    public void Run_ProcessorWritesHalfAFile_IsFound()
    {
        ApplicationBuildOptions options = Application();
        string path = _folder.File("tools", "pe", "App.pe");
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^4]);

        AssertFails(options, "App.pe is cut off");
        Assert.Empty(Written());
    }

    [Fact]
    public void Run_Cancelled_EndsTheProcessorAndLeavesNothing()
    {
        ApplicationBuildOptions options = Application();
        File.WriteAllText(_folder.File("tools", "hang"), "");
        using var stop = new CancellationTokenSource();
        Task<ApplicationBuildResult> build = Task.Run(() => ApplicationBuild.Run(options, new Steps(), stop.Token));
        string pidFile = _folder.File("tools", "pid");
        Assert.True(SpinWait.SpinUntil(() => File.Exists(pidFile) || build.IsCompleted, TimeSpan.FromSeconds(60)));
        using Process processor = Process.GetProcessById(int.Parse(File.ReadAllText(pidFile), System.Globalization.CultureInfo.InvariantCulture));

        stop.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => build.GetAwaiter().GetResult());
        Assert.True(processor.WaitForExit(10_000));
        Assert.Empty(Written());
        Assert.Empty(Directory.GetDirectories(options.Output));
    }

    [Fact]
    public void Run_NativeTableOfTheProject_MustHaveTheChecksum()
    {
        ApplicationBuildOptions options = Application();
        string table = _folder.File("App", "clr", "table.cpp");
        File.WriteAllText(table, "const CLR_RT_NativeAssemblyData x = {\n    \"App\",\n    0x12345678,\n    methods };");
        Assert.Equal(2, ApplicationBuild.Run(options, new Steps(), CancellationToken.None).Image.Assemblies.Count);

        File.WriteAllText(table, "{ \"App\", 0x12345679, methods }");

        AssertFails(options, $"App has the native checksum 0x12345678, but {table} declares 0x12345679");
    }

    [Fact]
    public void Run_LibraryOfAnotherVersion_WarnsAndTakesIt()
    {
        ApplicationBuildOptions options = Application();
        string core = _folder.File("packages", "nanoFramework.CoreLibrary.1.17.11", "lib", "mscorlib.pe");
        new NanoAssemblyBuilder("mscorlib", "1.17.12.0").Save(core);

        string warning = Assert.Single(ApplicationBuild.Run(options, new Steps(), CancellationToken.None).Warnings);

        Assert.Equal($"App names mscorlib 1.17.11.0, but {core} is 1.17.12.0", warning);
    }

    [Fact]
    public void Run_WhatIsMissing_IsNamed()
    {
        ApplicationBuildOptions options = Application();

        AssertFails(options with { Processor = _folder.File("nosuch.dll") }, "there is no metadata processor ");
        AssertFails(options with { Processor = _folder.File("App", "App.cs") }, "is no metadata processor; give a .dll or .exe file");
        AssertFails(options with { Libraries = _folder.File("nosuch") }, "there is no folder ");
        AssertFails(options with { Libraries = _folder.File("tools") }, "App needs mscorlib, but ", "the package nanoFramework.CoreLibrary has it");
        AssertFails(options with { Project = _folder.File("nosuch.nfproj") }, "nosuch.nfproj: there is no such project");
        AssertFails(options with { RoomBytes = 100 }, "the board has room for 100");
        Assert.Empty(Written());
    }

    [Fact]
    public void Run_ForABoard_CompilesItsPins()
    {
        ApplicationBuildOptions options = Application();
        string project = ProjectText.Save(_folder.File("App", "App.nfproj"), "Exe", "<Compile Include=\"App.cs;BoardPins.cs\" />");
        File.WriteAllText(_folder.File("App", "BoardPins.cs"), "namespace Embedded.App { public class BoardPins { public const int StatusLed = 5; } }");
        File.WriteAllText(_folder.File("App", "App.cs"), "namespace A { class P { static int Main() { return Embedded.App.BoardPins.Camera()[Embedded.App.BoardPins.StatusLed]; } } }");

        AssertFails(options with { Project = project }, "does not compile"); // the file as it is has no Camera()
        ApplicationBuild.Run(options with { Project = project, Board = BoardDescriptor.Load("xiao-esp32s3") }, new Steps(), CancellationToken.None);

        Assert.Contains("xiao-esp32s3", System.Text.Encoding.Unicode.GetString(File.ReadAllBytes(_folder.File("out", "App.exe"))) + System.Text.Encoding.UTF8.GetString(File.ReadAllBytes(_folder.File("out", "App.exe"))));
    }

    private string[] Written() => [.. Directory.EnumerateFileSystemEntries(_folder.File("out")).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    private static DeploymentException AssertFails(ApplicationBuildOptions options, params string[] parts)
    {
        var failure = Assert.Throws<DeploymentException>(() => ApplicationBuild.Run(options, new Steps(), CancellationToken.None));
        Assert.All(parts, part => Assert.Contains(part, failure.Message));
        return failure;
    }

    /// <summary>An application that uses mscorlib, and a library project if asked for.</summary>
    private ApplicationBuildOptions Application(bool hasLibrary = false)
    {
        string processor = tools.ProcessorIn(_folder.File("tools"));
        string core = _folder.File("packages", "nanoFramework.CoreLibrary.1.17.11", "lib", "mscorlib.dll");
        File.Copy(tools.CoreLibrary, core);
        new NanoAssemblyBuilder("mscorlib", "1.17.11.0").Save(Path.ChangeExtension(core, ".pe"));
        var application = new NanoAssemblyBuilder("App") { IsExecutable = true, NativeChecksum = 0x12345678 }.Needs("mscorlib", "1.17.11.0");
        if (hasLibrary)
        {
            application.Needs("Lib");
            new NanoAssemblyBuilder("Lib").Needs("mscorlib", "1.17.11.0").Save(_folder.File("tools", "pe", "Lib.pe"));
            File.WriteAllText(_folder.File("Lib", "Lib.cs"), "namespace L { public class C { public static int Two() { return 2; } } }");
            ProjectText.Save(_folder.File("Lib", "Lib.nfproj"), "Library", "<Compile Include=\"**\\*.cs\" />");
        }

        application.Save(_folder.File("tools", "pe", "App.pe"));
        File.WriteAllText(_folder.File("App", "App.cs"), $"namespace A {{ class P {{ static int Main() {{ return {(hasLibrary ? "L.C.Two()" : "1")}; }} }} }}");
        ProjectText.Save(_folder.File("App", "App.nfproj"), "Exe", "<Compile Include=\"App.cs\" />" + (hasLibrary ? "<ProjectReference Include=\"..\\Lib\\Lib.nfproj\" />" : ""));
        Directory.CreateDirectory(_folder.File("out"));
        return new ApplicationBuildOptions
        {
            Project = _folder.File("App", "App.nfproj"),
            Libraries = _folder.File("packages"),
            Processor = processor,
            Output = _folder.File("out"),
            RoomBytes = Room,
        };
    }

    private sealed class Steps : IProgress<BuildStep>
    {
        public List<string> Names { get; } = [];

        public void Report(BuildStep value)
        {
            Assert.InRange(value.Done, 0, value.Total);
            Names.Add(value.Name);
        }
    }
}
