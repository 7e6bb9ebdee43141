// SPDX-License-Identifier: MIT
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Embedded.Testing;

namespace Embedded.House.Tests.Firmware;

/// <summary>The .nfproj files, which nothing here can build, against the folders, packages.config and the solution.</summary>
public partial class DeviceProjectTests
{
    private const string NanoProjectType = "{11A8DD76-328B-46DF-9F39-F559912D0360}";

    // Assemblies of each package, and the packages that it needs itself: packages.config restores nothing by itself.
    private static readonly Dictionary<string, (string[] Assemblies, string[] Needs)> s_packages = new()
    {
        ["nanoFramework.CoreLibrary"] = (["mscorlib.dll"], []),
        ["nanoFramework.Runtime.Events"] = (["nanoFramework.Runtime.Events.dll"], ["nanoFramework.CoreLibrary"]),
        ["nanoFramework.System.Device.Gpio"] = (["System.Device.Gpio.dll"], ["nanoFramework.CoreLibrary", "nanoFramework.Runtime.Events"]),
        ["nanoFramework.Runtime.Native"] = (["nanoFramework.Runtime.Native.dll"], ["nanoFramework.CoreLibrary"]),
        ["nanoFramework.Hardware.Esp32"] = (["nanoFramework.Hardware.Esp32.dll"], ["nanoFramework.CoreLibrary", "nanoFramework.Runtime.Events"]),
        ["nanoFramework.System.Text"] = (["nanoFramework.System.Text.dll"], ["nanoFramework.CoreLibrary"]),
        ["nanoFramework.System.IO.Streams"] = (["System.IO.Streams.dll"], ["nanoFramework.CoreLibrary", "nanoFramework.System.Text"]),
        ["nanoFramework.System.IO.FileSystem"] =
            (["System.IO.FileSystem.dll"], ["nanoFramework.CoreLibrary", "nanoFramework.Runtime.Events", "nanoFramework.System.IO.Streams", "nanoFramework.System.Text"]),
        ["nanoFramework.TestFramework"] = (["nanoFramework.TestFramework.dll", "nanoFramework.UnitTestLauncher.exe"], ["nanoFramework.CoreLibrary"]),
    };

    // What a project takes from another one's folder.
    private static readonly Dictionary<string, string[]> s_linked = new()
    {
        ["App"] = ["firmware/FirstLight/BakedData.cs", "firmware/FirstLight/Generated/Baked.cs"],
        ["FirstLight"] = ["firmware/App/BoardClock.cs", "firmware/App/BoardMemory.cs", "firmware/App/UartConsole.cs"],
    };

    public static TheoryData<string> Names => [.. DeviceProject.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Compile_Items_AreTheFoldersSources(string name)
    {
        DeviceProject project = DeviceProject.All[name].Value;
        // A folder with a project of its own is not this one's.
        string[] others = [.. Directory.GetFiles(project.Folder, "*.nfproj", SearchOption.AllDirectories).Where(file => file != project.File).Select(file => Path.GetDirectoryName(file)!)];
        string[] built = [Path.Combine(project.Folder, "bin"), Path.Combine(project.Folder, "obj"), .. others];
        IEnumerable<string> sources = Directory.EnumerateFiles(project.Folder, "*.cs", SearchOption.AllDirectories)
            .Where(file => !built.Any(folder => file.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal)));
        IEnumerable<string> linked = s_linked.GetValueOrDefault(name, []).Select(path => Path.Combine(SharedFolder.Repository, path));

        Assert.Equal(sources.Concat(linked).Order(StringComparer.Ordinal), FullPaths(project.Items("Compile")).Order(StringComparer.Ordinal));
        Assert.Contains(Path.Combine(project.Folder, "packages.config"), FullPaths(project.Items("None")));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Reference_Items_AreThePackagesOfPackagesConfig(string name)
    {
        DeviceProject project = DeviceProject.All[name].Value;
        string packages = Path.GetRelativePath(project.Folder, Path.Combine(SharedFolder.Repository, "packages")).Replace('\\', '/');
        IEnumerable<string> expected = project.Packages.SelectMany(package => s_packages[package.Key].Assemblies.Select(file =>
            Path.GetFileNameWithoutExtension(file) + (package.Key.EndsWith("TestFramework") ? "" : $", Version={package.Value}.0, Culture=neutral, PublicKeyToken=c07d481e9758c731")
            + $" -> {packages}/{package.Key}.{package.Value}/lib/{file} True"));

        IEnumerable<string> actual = project.Items("Reference").Select(item =>
            $"{Text(item, "Identity")} -> {Text(item, "HintPath").Replace('\\', '/')} {Text(item, "Private")}");

        Assert.Equal(expected.Order(StringComparer.Ordinal), actual.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Packages_OfAProject_AreCompleteAndOfOneVersion(string name)
    {
        DeviceProject project = DeviceProject.All[name].Value;

        Assert.All(project.Packages.Keys, package => Assert.Subset(project.Packages.Keys.ToHashSet(), s_packages[package].Needs.ToHashSet()));
        foreach (DeviceProject other in DeviceProject.All.Values.Select(lazy => lazy.Value))
        {
            Assert.All(project.Packages.Where(package => other.Packages.ContainsKey(package.Key)), package => Assert.Equal(package.Value, other.Packages[package.Key]));
        }

        XElement[] rows = [.. XDocument.Load(Path.Combine(project.Folder, "packages.config")).Root!.Elements()];
        Assert.All(rows, row => Assert.Equal("netnano1.0", row.Attribute("targetFramework")?.Value));
    }

    [Theory]
    [InlineData("Core", "Library", "Embedded")]
    [InlineData("Native", "Library", "Embedded.Native")]
    [InlineData("App", "Exe", "Embedded.App")]
    [InlineData("FirstLight", "Exe", "Embedded.FirstLight")]
    [InlineData("DeviceTests", "Library", "Embedded.DeviceTests")]
    [InlineData("Benchmark", "Exe", "Embedded.Benchmark")]
    public void Properties_OfAProject_AreWhatTheExtensionExpects(string name, string outputType, string rootNamespace)
    {
        DeviceProject project = DeviceProject.All[name].Value;

        string assembly = name == "DeviceTests" ? "NFUnitTest" : $"Embedded.{name}"; // the launcher of tests loads that name
        Assert.Equal((outputType, assembly, rootNamespace), (project.Property("OutputType"), project.Property("AssemblyName"), project.Property("RootNamespace")));
        Assert.Equal(NanoProjectType + ";{FAE04EC0-301F-11D3-BF4B-00C04F79EFBC}", project.Property("ProjectTypeGuids"));
        Assert.Equal(("v1.0", "10.0"), (project.Property("TargetFrameworkVersion"), project.Property("LangVersion"))); // later language versions shift the native method table
        Assert.Equal(name == "Native" ? "true" : "", project.Property("NFMDP_GENERATE_STUBS"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Imports_OfAProject_AreTheExtensionsInOrder(string name)
    {
        XElement root = XDocument.Load(DeviceProject.All[name].Value.File).Root!;
        XElement[] imports = [.. root.Elements().Where(element => element.Name.LocalName == "Import" && element.Attribute("Project")!.Value.Contains("NanoFrameworkProjectSystemPath"))];

        Assert.Equal(
            ["NFProjectSystem.Default.props", "NFProjectSystem.props", "NFProjectSystem.CSharp.targets"],
            imports.Select(import => import.Attribute("Project")!.Value.Split(')')[^1]));
        Assert.All(imports, import => Assert.Equal($"Exists('{import.Attribute("Project")!.Value}')", import.Attribute("Condition")?.Value));
        Assert.Contains(root.Descendants(), element => element.Name.LocalName == "ProjectConfigurationsDeclaredAsItems");
    }

    [Theory]
    [InlineData("App", "Core", "Native")]
    [InlineData("FirstLight", "Core")]
    [InlineData("DeviceTests", "Core")]
    public void ProjectReference_OfAProject_AreThoseOfTheRepository(string name, params string[] references)
    {
        IEnumerable<(string, string)> expected = references.Select(name => (DeviceProject.All[name].Value.File, DeviceProject.All[name].Value.Property("ProjectGuid")));

        IEnumerable<(string, string)> actual = DeviceProject.All[name].Value.Items("ProjectReference")
            .Where(item => !Text(item, "FullPath").Contains("FirstLightData", StringComparison.Ordinal))
            .Select(item => (Path.GetFullPath(Text(item, "FullPath").Replace('\\', '/')), Text(item, "Project")));

        Assert.Equal(expected, actual);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Solution_OfTheRepository_ListsTheProjectButDoesNotBuildIt(string name)
    {
        string guid = DeviceProject.All[name].Value.Property("ProjectGuid");
        string solution = File.ReadAllText(Path.Combine(SharedFolder.Repository, "Embedded.sln")).ReplaceLineEndings("\n");

        Assert.Contains($"Project(\"{NanoProjectType}\") = \"Embedded.{name}\", \"{DeviceProject.All[name].Value.SolutionPath}\", \"{guid}\"\n", solution);
        string[] settings = [.. Regex.Matches(solution, Regex.Escape(guid) + @"\.(\S+\|[^.]+)\.(\S+) =").Select(match => match.Groups[2].Value)];
        Assert.NotEmpty(settings);
        Assert.All(settings, setting => Assert.Equal("ActiveCfg", setting));
        Assert.Contains($"{guid}.Debug|Any CPU.ActiveCfg = Debug|Any CPU\n", solution);
        Assert.Contains($"{guid}.Release|Any CPU.ActiveCfg = Release|Any CPU\n", solution);
    }

    [Fact]
    public void TestProject_Settings_AreThoseOfTheTestAdapter()
    {
        DeviceProject project = DeviceProject.All["DeviceTests"].Value;
        XElement root = XDocument.Load(project.File).Root!;

        Assert.Equal(["TestContainer"], root.Descendants().Where(element => element.Name.LocalName == "ProjectCapability").Select(element => element.Attribute("Include")!.Value));
        Assert.Equal("$(MSBuildProjectDirectory)\\nano.runsettings", root.Descendants().Single(element => element.Name.LocalName == "RunSettingsFilePath").Value);
        Assert.Equal("3.0.80", project.Packages["nanoFramework.TestFramework"]);
        XElement settings = XDocument.Load(Path.Combine(project.Folder, "nano.runsettings")).Root!;
        Assert.Equal("False", settings.Element("nanoFrameworkAdapter")!.Element("IsRealHardware")!.Value.Trim());
    }

    [Fact]
    public void AssemblyInfo_OfNative_HasAnAssemblyNativeVersion()
    {
        string text = File.ReadAllText(Path.Combine(DeviceProject.All["Native"].Value.Folder, "Properties", "AssemblyInfo.cs"));

        Assert.Matches(NativeVersion(), text);
    }

    private static IEnumerable<string> FullPaths(IEnumerable<JsonElement> items) => items.Select(item => Path.GetFullPath(Text(item, "FullPath")));

    private static string Text(JsonElement item, string name) => item.TryGetProperty(name, out JsonElement value) ? value.GetString()! : "";

    [GeneratedRegex("""\[assembly: AssemblyNativeVersion\("\d+\.\d+\.\d+\.\d+"\)\]""")]
    private static partial Regex NativeVersion();
}
