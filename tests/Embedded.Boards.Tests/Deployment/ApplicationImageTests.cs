// SPDX-License-Identifier: MIT
using Embedded.Testing;

namespace Embedded.Boards.Tests;

public class ApplicationImageTests
{
    private const int Room = 0xC0000;

    [Fact]
    public void Pack_Application_IsReferencesFirstExecutableLast()
    {
        NanoAssembly[] assemblies =
        [
            Assembly(new("App") { IsExecutable = true }, "Core", "mscorlib", "Native"),
            Assembly(new("Core"), "mscorlib"),
            Assembly(new("Native"), "mscorlib", "Zone"),
            Assembly(new("Zone"), "mscorlib"),
            Assembly(new("mscorlib")),
        ];

        ApplicationImage image = ApplicationImage.Pack(assemblies, Room);

        Assert.Equal(["mscorlib", "Core", "Zone", "Native", "App"], image.Assemblies.Select(assembly => assembly.Name));
        Assert.Equal("App", image.Executable.Name);
        Assert.Equal(image.Assemblies.SelectMany(assembly => assembly.Bytes.ToArray()), image.Bytes.ToArray()); // table ends are padded, so files are multiples of 4
    }

    [Fact]
    public void Pack_FileOfAnOddLength_IsPaddedToFourBytes()
    {
        NanoAssembly library = Assembly(new("mscorlib"));
        NanoAssembly odd = library with { Bytes = new byte[] { 1, 2, 3, 4, 5 } };
        NanoAssembly executable = Assembly(new("App") { IsExecutable = true }, "mscorlib") with { Bytes = new byte[] { 6, 7, 8 } };

        Assert.Equal([1, 2, 3, 4, 5, 0, 0, 0, 6, 7, 8, 0], ApplicationImage.Pack([executable, odd], Room).Bytes.ToArray());
    }

    [Fact]
    public void Pack_AnyOrder_GivesTheSameBytes()
    {
        NanoAssembly[] assemblies =
        [
            Assembly(new("mscorlib")), Assembly(new("a"), "mscorlib"), Assembly(new("b"), "mscorlib", "c"), Assembly(new("c"), "mscorlib"),
            Assembly(new("d") { IsExecutable = true }, "a", "b"), Assembly(new("e"), "d", "mscorlib"),
        ];
        byte[] expected = ApplicationImage.Pack(assemblies, Room).Bytes.ToArray();
        var random = new Random(11);

        for (int round = 0; round < 50; round++)
        {
            random.Shuffle(assemblies);
            Assert.Equal(expected, ApplicationImage.Pack(assemblies, Room).Bytes.ToArray());
        }
    }

    [Fact]
    public void Pack_NotOneExecutable_IsRefused()
    {
        NanoAssembly library = Assembly(new("mscorlib"));
        NanoAssembly first = Assembly(new("First") { IsExecutable = true }, "mscorlib");
        NanoAssembly second = Assembly(new("Second") { IsExecutable = true }, "mscorlib");

        AssertRefused("none of 1 assemblies is an executable", library);
        AssertRefused("none of 0 assemblies is an executable");
        AssertRefused("there are 2 executables, First.pe and Second.pe", library, second, first);
    }

    [Fact]
    public void Pack_SameAssemblyTwice_IsRefused()
    {
        NanoAssembly library = Assembly(new("mscorlib"));

        AssertRefused("mscorlib is there twice, in mscorlib.pe and old/mscorlib.pe", library with { Path = "old/mscorlib.pe" }, App("mscorlib"), library);
    }

    [Theory]
    [InlineData("mscorlib", "the package nanoFramework.CoreLibrary has it")]
    [InlineData("System.Device.Gpio", "the package nanoFramework.System.Device.Gpio has it")]
    [InlineData("nanoFramework.Hardware.Esp32", "the package nanoFramework.Hardware.Esp32 has it")]
    [InlineData("nanoFramework.UnitTestLauncher", "the package nanoFramework.TestFramework has it")]
    [InlineData("Embedded.Core", "the build of its project writes it")]
    public void Pack_MissingReference_IsNamedWithItsOrigin(string name, string origin) =>
        AssertRefused($"App needs {name} 1.0.0.0, which is not there; add {name}.pe: {origin}", App(name));

    [Theory]
    [InlineData("1.17.11.0", "1.17.11.0", true)]
    [InlineData("1.17.11.0", "1.17.0.9", true)] // build and revision are free
    [InlineData("1.17.0.0", "1.17.12.1", true)]
    [InlineData("1.17.11.0", "1.16.11.0", false)]
    [InlineData("1.17.11.0", "1.18.11.0", false)]
    [InlineData("1.17.11.0", "2.17.11.0", false)]
    public void Pack_VersionOfAReference_MustBeOneThatANanoClrTakes(string needed, string there, bool isTaken)
    {
        NanoAssembly application = NanoAssemblyReader.Read(new NanoAssemblyBuilder("App") { IsExecutable = true }.Needs("mscorlib", needed).Build(), "App.pe");
        NanoAssembly library = NanoAssemblyReader.Read(new NanoAssemblyBuilder("mscorlib", there).Build(), "mscorlib.pe");

        if (isTaken)
        {
            Assert.Equal(2, ApplicationImage.Pack([application, library], Room).Assemblies.Count);
        }
        else
        {
            AssertRefused($"App needs mscorlib {needed}, but mscorlib.pe is {there}", application, library);
        }
    }

    [Fact]
    public void Pack_Room_IsTheMost()
    {
        NanoAssembly[] assemblies = [App("mscorlib"), Assembly(new("mscorlib"))];
        int length = ApplicationImage.Pack(assemblies, Room).Bytes.Length;

        Assert.Equal(length, ApplicationImage.Pack(assemblies, length).Bytes.Length);
        string message = Assert.Throws<DeploymentException>(() => ApplicationImage.Pack(assemblies, length - 1)).Message;
        Assert.StartsWith(FormattableString.Invariant($"the application has {length:N0} bytes, but the board has room for {length - 1:N0}"), message);
    }

    [Fact]
    public void Pack_CircleOfReferences_IsRefused() =>
        AssertRefused("a, b need each other in a circle", App("a"), Assembly(new("a"), "b"), Assembly(new("b"), "a"));

    [Fact]
    public void Load_FolderOfABuild_TakesItsPeFiles()
    {
        using var folder = new TemporaryFolder();
        foreach (string name in new[] { "App", "Core", "mscorlib" })
        {
            new NanoAssemblyBuilder(name) { IsExecutable = name == "App" }.Save(folder.File("bin", name + ".pe"));
            File.WriteAllText(folder.File("bin", name + ".pdbx"), "no assembly");
            File.WriteAllText(folder.File("bin", name + ".dll"), "MZ");
        }

        File.WriteAllText(folder.File("bin", "App.bin"), "old");
        string extra = new NanoAssemblyBuilder("Extra").Save(folder.File("extra", "Extra.pe"));

        IReadOnlyList<NanoAssembly> assemblies = AssemblyFiles.Load([folder.File("bin"), extra]);

        Assert.Equal(["App", "Core", "mscorlib", "Extra"], assemblies.Select(assembly => assembly.Name));
        Directory.CreateDirectory(folder.File("none"));
        Assert.Contains("none has no .pe file; name the folder", Assert.Throws<DeploymentException>(() => AssemblyFiles.Load([folder.File("none")])).Message);
        Assert.Contains("there is no such file", Assert.Throws<DeploymentException>(() => AssemblyFiles.Load([folder.File("nosuch")])).Message);
    }

    private static NanoAssembly App(params string[] references) => Assembly(new("App") { IsExecutable = true }, references);

    private static NanoAssembly Assembly(NanoAssemblyBuilder builder, params string[] references)
    {
        foreach (string reference in references)
        {
            builder.Needs(reference);
        }

        NanoAssembly assembly = NanoAssemblyReader.Read(builder.Build(), "");
        return assembly with { Path = assembly.Name + ".pe" };
    }

    private static void AssertRefused(string sentence, params NanoAssembly[] assemblies) =>
        Assert.StartsWith(sentence, Assert.Throws<DeploymentException>(() => ApplicationImage.Pack(assemblies, Room)).Message);
}
