// SPDX-License-Identifier: MIT
namespace Embedded.House.Tests.Layering;

public class LayeringTests
{
    private static readonly List<SourceFile> Sources = SourceFile.Below(".cs", "host-tools");

    [Fact]
    public void Projects_All_AreInTheTable() =>
        Assert.Empty(SourceFile.Below(".csproj", "host-tools").Select(file => file.Project).Except(Layers.MayUse.Keys));

    [Fact]
    public void Projects_References_FollowTheLayers()
    {
        List<SourceFile> projects = SourceFile.Below(".csproj", "host-tools");
        Assert.True(projects.Count >= 6, $"only {projects.Count} projects found");
        Assert.Empty(projects.SelectMany(file => Layers.BadReferences(file.Project, file.Text)));
    }

    [Fact]
    public void Sources_Names_FollowTheLayers()
    {
        Assert.True(Sources.Count >= 50, $"only {Sources.Count} files found");
        Assert.Empty(Sources.SelectMany(file => Layers.BadNames(file.Project, file.Text).Select(name => $"{file.Path}: {name}")));
        Assert.Empty(SourceFile.Below(".cs", "firmware").SelectMany(file => Layers.BadNames($"Embedded.{file.Project}", file.Text).Select(name => $"{file.Path}: {name}")));
    }

    [Fact]
    public void Sources_Terminal_IsOnlyUsedByTheCommand()
    {
        IEnumerable<SourceFile> libraries = Sources.Where(file => file.Project != "Embedded.Cli").Concat(SourceFile.Below(".cs", "firmware/Core"));
        Assert.Empty(libraries.SelectMany(file => Layers.TerminalUses(file.Text).Select(use => $"{file.Path}: {use}")));
    }

    [Theory]
    [InlineData("Embedded.Core", @"..\Embedded.Compiler\Embedded.Compiler.csproj")]
    [InlineData("Embedded.Compiler", "../Embedded.Training/Embedded.Training.csproj")]
    [InlineData("Embedded.Boards", @"..\Embedded.Training\Embedded.Training.csproj")]
    [InlineData("Embedded.Unheard", @"..\Embedded.Core\Embedded.Core.csproj")]
    public void BadReferences_ProjectAgainstTheLayers_IsFound(string project, string reference) =>
        Assert.Single(Layers.BadReferences(project, $"<Project><ItemGroup><ProjectReference Include=\"{reference}\" /></ItemGroup></Project>"));

    [Theory]
    [InlineData("Embedded.Boards", "TorchSharp")]
    [InlineData("Embedded.Compiler", "libtorch-cpu-linux-x64")]
    [InlineData("Embedded.Data", "Spectre.Console")]
    [InlineData("Embedded.Training", "System.CommandLine")]
    public void BadReferences_PackageOfAnotherLayer_IsFound(string project, string package) =>
        Assert.Single(Layers.BadReferences(project, $"<Project><ItemGroup><PackageReference Include=\"{package}\" /></ItemGroup></Project>"));

    [Theory]
    [InlineData("Embedded.Core", "using Embedded.Compiler.Graph; class C { }")]
    [InlineData("Embedded.Data", "using static Embedded.Compiler.Planning.MemoryPlanner; class C { }")]
    [InlineData("Embedded.Compiler", "class C { Embedded.Training.Trainer x; }")]
    [InlineData("Embedded.Compiler", "class C { void M() { global::Embedded.Boards.Board.Load(); } }")]
    [InlineData("Embedded.Boards", "using Embedded.Training; class C { }")]
    [InlineData("Embedded.Boards", "using static TorchSharp.torch; class C { }")]
    [InlineData("Embedded.Cli", "using TorchSharp; class C { }")]
    [InlineData("Embedded.Training", "using Spectre.Console; class C { }")]
    public void BadNames_NameOfAnotherLayer_IsFound(string project, string source) => Assert.NotEmpty(Layers.BadNames(project, source));

    [Theory]
    [InlineData("Embedded.Core", "using System; using Embedded.Inference; namespace Embedded.Vision; class C { Embedded.Decision.LedKind x; }")]
    [InlineData("Embedded.Training", "using TorchSharp; using Embedded.Compiler.Graph; namespace Embedded.Training; class C { }")]
    [InlineData("Embedded.Cli", "using Spectre.Console; using Embedded.Boards; class C { }")]
    public void BadNames_OwnAndAllowedNames_AreLeftAlone(string project, string source) => Assert.Empty(Layers.BadNames(project, source));

    [Theory]
    [InlineData("class C { void M() { System.Console.WriteLine(1); } }")]
    [InlineData("class C { void M() { Console.Error.Write(1); } }")]
    [InlineData("class C { void M() { AnsiConsole.Markup(null); } }")]
    [InlineData("using static System.Console; class C { }")]
    [InlineData("using T = System.Console; class C { }")]
    public void TerminalUses_Terminal_IsFound(string source) => Assert.NotEmpty(Layers.TerminalUses(source));

    [Fact]
    public void TerminalUses_InterfaceOrComment_IsLeftAlone() =>
        Assert.Empty(Layers.TerminalUses("// Console.WriteLine\nclass C { void M(IConsole console) { console.WriteLine(\"Console.Write\"); } }"));
}
