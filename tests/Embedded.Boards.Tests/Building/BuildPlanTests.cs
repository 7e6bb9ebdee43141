// SPDX-License-Identifier: MIT
using Embedded.Testing;

namespace Embedded.Boards.Tests;

public sealed class BuildPlanTests(BuildTools tools) : IClassFixture<BuildTools>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ReadAll_TheFirmwaresApplication_IsAllItsProjectsInOrder()
    {
        string firmware = Path.Combine(SharedFolder.Repository, "firmware");

        IReadOnlyList<NanoProject> projects = Read(Path.Combine(firmware, "App", "Embedded.App.nfproj"));

        Assert.Equal("Embedded.App", projects[^1].AssemblyName);
        Assert.Subset(projects.Select(project => project.AssemblyName).ToHashSet(), new HashSet<string> { "Embedded.Core", "Embedded.Native" });
        Assert.All(projects, project => Assert.Equal((project == projects[^1], "10.0", "TRACE"), (project.IsExecutable, project.LanguageVersion, project.Constants)));
        Assert.All(projects, project => Assert.Contains(project.Libraries, library => library is { Name: "mscorlib", Version.Major: 1 }));
        Assert.All(projects.SelectMany(project => project.Sources), source => Assert.True(File.Exists(source)));
        NanoProject core = projects.Single(project => project.AssemblyName == "Embedded.Core");
        Assert.Equal(
            Directory.EnumerateFiles(Path.GetDirectoryName(core.Path)!, "*.cs", SearchOption.AllDirectories).Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}")).Order(StringComparer.Ordinal),
            core.Sources);
    }

    [Fact]
    public void ReadAll_DiamondOfProjects_HasEachOnceBehindItsReferences()
    {
        Project("d", "Library");
        Project("c", "Library", "d");
        Project("b", "Library", "d");

        Assert.Equal(["d", "b", "c", "a"], Read(Project("a", "Exe", "b", "c")).Select(project => project.AssemblyName));
    }

    [Fact]
    public void ReadAll_WrongReferences_AreNamed()
    {
        AssertRefused(Project("gone", "Exe", "nosuch"), "gone.nfproj references ", "nosuch.nfproj, which is not there");
        Project("first", "Library", "second");
        AssertRefused(Project("second", "Library", "first"), "references itself, through first.nfproj");
    }

    [Theory]
    [InlineData("", "", "10.0", "App.nfproj names no assembly")]
    [InlineData("App", "", "11.0", "App.nfproj has LangVersion 11.0, whose compiler adds types")]
    [InlineData("App", "", "latest", "has LangVersion latest")]
    [InlineData("App", """{"Identity":"a.resx"}""", "", "has resources, which only nanoFramework's own build can convert")]
    public void Parse_WhatCannotBeBuilt_IsNamed(string assembly, string resources, string language, string sentence)
    {
        string json = $$$"""{"Properties":{"OutputType":"Exe","AssemblyName":"{{{assembly}}}","LangVersion":"{{{language}}}"},"Items":{"Compile":[],"EmbeddedResource":[{{{resources}}}]}}""";
        using var document = System.Text.Json.JsonDocument.Parse(json);

        Assert.Contains(sentence, Assert.Throws<DeploymentException>(() => ProjectReader.Parse("App.nfproj", document.RootElement)).Message);
    }

    [Fact]
    public void ReadAll_BrokenProject_PassesMsBuildsLinesOn()
    {
        File.WriteAllText(_folder.File("broken.nfproj"), "<Project><Import Project=\"nosuch.projitems\" /></Project>");

        var failure = Assert.Throws<DeploymentException>(() => Read(_folder.File("broken.nfproj")));

        Assert.Contains("broken.nfproj cannot be evaluated", failure.Message);
        Assert.Contains(failure.ToolOutput, line => line.Contains("nosuch.projitems"));
    }

    [Fact]
    public void Arguments_OfAProject_AreThoseOfADeviceBuild()
    {
        NanoProject project = Read(ProjectText.Save(_folder.File("my app", "App.nfproj"), "Exe", "<Compile Include=\"z.cs;a.cs\" />", ""))[0];

        IReadOnlyList<string> arguments = Compilation.Arguments(project, ["lib 1/mscorlib.dll"], "out/App.exe");

        Assert.Equal(
            [
                "-nologo", "-nostdlib", "-optimize+", "-deterministic", "-debug:portable", "-filealign:512", "-utf8output", "-fullpaths", "-langversion:9.0", "-define:TRACE", "-target:exe",
                "-out:\"out/App.exe\"", "-r:\"lib 1/mscorlib.dll\"", $"\"{_folder.File("my app", "a.cs")}\"", $"\"{_folder.File("my app", "z.cs")}\"",
            ],
            arguments);
    }

    [Fact]
    public void Find_LibraryInSeveralPackages_IsThatOfTheVersion()
    {
        foreach (string package in new[] { "nanoFramework.CoreLibrary.1.15.5", "nanoFramework.CoreLibrary.1.17.11", "nanoframework.corelibrary/1.16.2" })
        {
            Library("many", package + "/lib", "mscorlib");
        }

        Library("many", "nanoFramework.System.Device.Gpio.1.1.62/lib", "System.Device.Gpio");
        var libraries = new LibraryFolder(_folder.File("many"));

        Assert.Contains("1.17.11", Find("mscorlib, Version=1.17.11.0, Culture=neutral"));
        Assert.Contains("1.16.2", Find("mscorlib, Version=1.16.2.0"));
        Assert.Contains("Gpio.1.1.62", Find("System.Device.Gpio, Version=1.1.41.0")); // the only one there is
        Assert.Contains("has it 3 times", Fails("mscorlib, Version=1.17.10.0"));
        Assert.Contains("of any version", Fails("mscorlib"));
        Assert.Contains("App needs System.Math, but ", Fails("System.Math"));
        Assert.EndsWith("the package nanoFramework.System.Math has it", Fails("System.Math"));

        string Find(string identity) => libraries.Find(LibraryReference.Parse(identity), "App").Assembly;
        string Fails(string identity) => Assert.Throws<DeploymentException>(() => Find(identity)).Message;
    }

    [Fact]
    public void Find_DllWithoutPe_IsNoLibrary()
    {
        File.WriteAllText(_folder.File("flat", "mscorlib.dll"), "");
        Library("flat", "", "nanoFramework.UnitTestLauncher", ".exe");
        var libraries = new LibraryFolder(_folder.File("flat"));

        Assert.EndsWith(".exe", libraries.Find(new LibraryReference("nanoFramework.UnitTestLauncher", null), "Tests").Assembly);
        Assert.Contains("has no mscorlib.dll with mscorlib.pe beside it", Assert.Throws<DeploymentException>(() => libraries.Find(new LibraryReference("mscorlib", null), "App")).Message);
    }

    [Fact]
    public void Find_Sdk_IsTheLastWithACompiler()
    {
        string root = _folder.File("sdk");
        File.WriteAllText(_folder.File("sdk", "9.0.100", "Roslyn", "bincore", "csc.dll"), "");
        File.WriteAllText(_folder.File("sdk", "10.0.401", "Roslyn", "bincore", "csc.dll"), "");
        Directory.CreateDirectory(_folder.File("sdk", "11.0.100"));

        Assert.Contains("10.0.401", DotnetSdk.FindCompiler([$"9.0.100 [{root}]", $"10.0.401 [{root}]", $"11.0.100 [{root}]"]));
        Assert.Null(DotnetSdk.FindCompiler([$"11.0.100 [{root}]", "no SDK"]));
        Assert.Contains("cannot be run; install a .NET SDK", Assert.Throws<DeploymentException>(() => DotnetSdk.Find(_folder.File("nosuch", "dotnet"), CancellationToken.None)).Message);
    }

    [Fact]
    public void Command_OfAProcessor_SuitsItsKind()
    {
        string console = Processor("mdp.dll", "MZ");
        string program = Processor("mdp.exe", "MZ");

        Assert.Equal((tools.Sdk.Host, $"exec {console} -loadhints mscorlib lib/mscorlib.dll -parse a.dll -compile a.pe false"), Command(console));
        Assert.Equal(
            OperatingSystem.IsWindows() ? (program, "-loadhints mscorlib lib/mscorlib.dll -parse a.dll -compile a.pe false") : ("mono", $"{program} -loadhints mscorlib lib/mscorlib.dll -parse a.dll -compile a.pe false"),
            Command(program));
        string native = Processor("mdp", "\u007fELF");
        Assert.Equal((native, "-loadhints mscorlib lib/mscorlib.dll -parse a.dll -compile a.pe false"), Command(native));
    }

    [Fact]
    public void Command_OfTheMsBuildTask_IsAProjectForMsBuild()
    {
        string task = _folder.File("lib & net6.0", "nanoFramework.Tools.MetadataProcessor.MsBuildTask.dll");
        File.Copy(typeof(BuildPlanTests).Assembly.Location, task); // any assembly for .NET
        string peFile = _folder.File("a.pe");

        (string program, string[] arguments) = new MetadataProcessor(tools.Sdk, task).Command("a.dll", peFile, ["lib/mscorlib.dll"]);

        Assert.Equal((tools.Sdk.Host, "msbuild", Path.ChangeExtension(peFile, ".proj")), (program, arguments[0], arguments[1]));
        System.Xml.Linq.XElement project = System.Xml.Linq.XElement.Load(arguments[1]);
        Assert.Equal(task, project.Element("UsingTask")!.Attribute("AssemblyFile")!.Value);
        System.Xml.Linq.XElement call = project.Element("Target")!.Elements().Single();
        Assert.Equal(("a.dll", peFile, "@(Hint)"), (call.Attribute("Parse")!.Value, call.Attribute("Compile")!.Value, call.Attribute("LoadHints")!.Value));
        Assert.Equal(["lib/mscorlib.dll"], project.Element("ItemGroup")!.Elements("Hint").Select(hint => hint.Attribute("Include")!.Value));
    }

    [Fact]
    public void Open_TaskThatIsNotForDotnet_IsRefused()
    {
        string framework = _folder.File("net472", "nanoFramework.Tools.MetadataProcessor.MsBuildTask.dll");
        File.Copy(WithReferenceToMscorlib(), framework);
        string text = _folder.File("text", "nanoFramework.Tools.MetadataProcessor.MsBuildTask.dll");
        File.WriteAllText(text, "no assembly");

        Assert.Contains("is the MSBuild task for .NET Framework", Assert.Throws<DeploymentException>(() => new MetadataProcessor(tools.Sdk, framework)).Message);
        Assert.Contains("is no .NET assembly", Assert.Throws<DeploymentException>(() => new MetadataProcessor(tools.Sdk, text)).Message);
    }

    private string WithReferenceToMscorlib()
    {
        File.WriteAllText(_folder.File("Lib.cs"), "public class C { }");
        NanoProject project = Read(ProjectText.Save(_folder.File("Lib.nfproj"), "Library", "<Compile Include=\"Lib.cs\" />"))[0];
        string output = _folder.File("Lib.dll");
        Assert.Empty(Compilation.Run(tools.Sdk, project, [tools.CoreLibrary], output, CancellationToken.None));
        return output;
    }

    private (string Program, string Arguments) Command(string processor)
    {
        (string program, string[] arguments) = new MetadataProcessor(tools.Sdk, processor).Command("a.dll", "a.pe", ["lib/mscorlib.dll"]);
        return (program, string.Join(' ', arguments));
    }

    private string Processor(string name, string start)
    {
        File.WriteAllText(_folder.File(name), start);
        return _folder.File(name);
    }

    private void Library(string folder, string place, string name, string extension = ".dll")
    {
        File.WriteAllText(_folder.File(folder, place, name + extension), "");
        File.WriteAllText(_folder.File(folder, place, name + ".pe"), "");
    }

    private string Project(string name, string outputType, params string[] references) =>
        ProjectText.Save(_folder.File(name + ".nfproj"), outputType, string.Concat(references.Select(reference => $"<ProjectReference Include=\"{reference}.nfproj\" />")));

    private IReadOnlyList<NanoProject> Read(string path) => new ProjectReader(tools.Sdk, CancellationToken.None).ReadAll(path);

    private void AssertRefused(string project, params string[] parts)
    {
        string message = Assert.Throws<DeploymentException>(() => Read(project)).Message;
        Assert.All(parts, part => Assert.Contains(part, message));
    }
}
