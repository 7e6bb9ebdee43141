// SPDX-License-Identifier: MIT
using System.Reflection;
using System.Text.Json;
using System.Xml.Linq;
using Embedded.Compiler.Formats.Emb;
using Embedded.Compiler.Formats.Source;
using Embedded.House.Tests.NanoSubset;
using Embedded.Inference;
using Embedded.Testing;

namespace Embedded.House.Tests.Firmware;

public class CSharpResourceTests
{
    private const int NanoSectionBytes = 65_535; // constant data and signatures of an assembly

    private static readonly EmbFile s_small = EmbFile.Parse(EmbWriter.Write(RandomGraph.MobileNet(1, size: 16)));
    private static readonly EmbFile s_large = EmbFile.Parse(EmbWriter.Write(RandomGraph.MobileNetV1(1, width: 0.15)));

    [Fact]
    public void Write_ModelOfSeveralSegments_ConcatenatesToTheFile()
    {
        var exported = new ExportedModel(s_large, "large");
        Assembly application = exported.Compile("public static class Probe { public static Embedded.Inference.IModelSource Open() { return LargeResource.Open(); } }");

        var source = (IModelSource)application.GetType("Probe")!.GetMethod("Open")!.Invoke(null, null)!;

        Assert.InRange(exported.Projects.Count, 2, 10);
        Assert.Equal(s_large.Bytes.Length, source.Length);
        byte[] bytes = new byte[source.Length];
        source.Read(0, bytes, 0, bytes.Length);
        Assert.Equal(s_large.Bytes, bytes);
        byte[][] segments = (byte[][])typeof(SegmentedModel).GetField("_segments", BindingFlags.NonPublic | BindingFlags.Instance)!.GetValue(source)!;
        Assert.Equal(exported.Projects.Count, segments.Length);
        Assert.All(segments[..^1], segment => Assert.Equal(CSharpResource.SegmentBytes, segment.Length));
        Assert.InRange(segments[^1].Length, 1, CSharpResource.SegmentBytes);
        Assert.InRange(CSharpResource.SegmentBytes, 1, NanoSectionBytes - 4096);
    }

    /// <summary>The lines that the exported class itself recommends, beside a using of the engine.</summary>
    [Theory]
    [InlineData("model", "Model")] // a namespace Model would hide the engine's class
    [InlineData("Operator", "Operator")]
    [InlineData("Embedded", "Embedded")]
    [InlineData("System", "System")]
    [InlineData("class", "ModelClass")]
    [InlineData("person-detect v2.1", "PersonDetectV21")]
    [InlineData("3 blüten", "Model3BlTen")]
    [InlineData("", "Model")]
    [InlineData("???", "Model")]
    public void Write_AnyName_CompilesBesideTheEngine(string name, string type)
    {
        var exported = new ExportedModel(s_small, name);
        Assembly application = exported.Compile($$"""
            using System;
            using Embedded.Inference;

            public static class Probe
            {
                public static int Run()
                {
                    Model model = ModelReader.Read({{type}}Resource.Open());
                    Operator last = model.Operators[model.Operators.Length - 1];
                    return (int)model.Crc + last.Output.Count;
                }
            }
            """);

        Assert.Equal($"{type}.cs", exported.Opener);
        Assert.Equal((int)s_small.Model.Crc + 5, application.GetType("Probe")!.GetMethod("Run")!.Invoke(null, null));
        Assert.Contains($"Model model = ModelReader.Read({type}Resource.Open());", exported.Files[exported.Opener]);
    }

    [Fact]
    public void Write_Sources_AreCSharp10AndOfTheSubset()
    {
        var exported = new ExportedModel(s_small, "small");
        var source = new NanoSource(exported.Files.Where(file => file.Key.EndsWith(".cs", StringComparison.Ordinal)).Select(file => new SourceFile(file.Key, file.Value)));

        Assert.Empty(source.LanguageErrors());
        Assert.Empty(source.Violations(NanoLanguageRules.All));
    }

    [Fact]
    public void Write_Project_EvaluatesAsTheExtensionExpects()
    {
        var exported = new ExportedModel(s_small, "my flowers");
        DirectoryInfo folder = Directory.CreateTempSubdirectory("embedded-test-");
        try
        {
            foreach ((string path, string text) in exported.Files)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder.FullName, path))!);
                File.WriteAllText(Path.Combine(folder.FullName, path), text);
            }

            JsonElement project = DeviceProject.Evaluate(Path.Combine(folder.FullName, Assert.Single(exported.Projects)));

            string Property(string name) => project.GetProperty("Properties").GetProperty(name).GetString()!;
            JsonElement[] Items(string kind) => [.. project.GetProperty("Items").GetProperty(kind).EnumerateArray()];
            Assert.Equal(("Library", "MyFlowersData0", "MyFlowersData0"), (Property("OutputType"), Property("AssemblyName"), Property("RootNamespace")));
            DeviceProject core = DeviceProject.All["Core"].Value;
            string[] same = ["ProjectTypeGuids", "TargetFrameworkVersion", "LangVersion"];
            Assert.All(same, name => Assert.Equal(core.Property(name), Property(name)));
            Assert.All(Items("Compile"), item => Assert.True(File.Exists(item.GetProperty("FullPath").GetString())));
            Assert.Equal(["AssemblyInfo.cs", "Segment.cs"], Items("Compile").Select(item => item.GetProperty("Identity").GetString()!).Order(StringComparer.Ordinal));
            Assert.Equal(core.Items("Reference").Select(item => item.GetProperty("Identity").GetString()), Items("Reference").Select(item => item.GetProperty("Identity").GetString()));
            string version = core.Packages["nanoFramework.CoreLibrary"];
            Assert.Equal($"../packages/nanoFramework.CoreLibrary.{version}/lib/mscorlib.dll", Items("Reference")[0].GetProperty("HintPath").GetString()!.Replace('\\', '/'));
            XElement package = Assert.Single(XDocument.Load(Path.Combine(folder.FullName, "MyFlowersData0", "packages.config")).Root!.Elements());
            Assert.Equal(("nanoFramework.CoreLibrary", version, "netnano1.0"), (package.Attribute("id")!.Value, package.Attribute("version")!.Value, package.Attribute("targetFramework")!.Value));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Write_Projects_HaveIdentitiesOfTheirOwnThatStay()
    {
        string[] Identities(string name) => [.. new ExportedModel(s_large, name) is var exported ? exported.Projects.Select(path => Identity(exported.Files[path])) : []];

        string[] identities = [.. Identities("one"), .. Identities("two")];

        Assert.Equal(identities.Length, identities.Distinct().Count());
        Assert.True(identities.SequenceEqual([.. Identities("one"), .. Identities("two")]));
    }

    private static string Identity(string project) => XDocument.Parse(project).Descendants().Single(element => element.Name.LocalName == "ProjectGuid").Value;
}
