// SPDX-License-Identifier: MIT
// An assembly of nanoFramework holds less than 64 KB of constant data, and more is dropped without a word. So a model becomes several
// small projects with one array each, and one class that puts them together. The arrays are returned by methods: a static field
// would take up the heap from the start, a method's array is free again when the model has been read.
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Embedded.Compiler.Formats.Emb;

namespace Embedded.Compiler.Formats.Source;

/// <summary>A model as C# that a nanoFramework project embeds.</summary>
public static class CSharpResource
{
    /// <summary>Bytes of one data assembly.</summary>
    public const int SegmentBytes = 58_000;

    private const int BytesPerLine = 32;
    private const string CoreLibraryVersion = "1.17.11";

    /// <summary>What the class that opens the model is called.</summary>
    public static string NameOf(string name) => SourceName.ForCSharp(name) + "Resource";

    /// <summary>Relative paths and contents: NAME.cs, and NAMEData0 and so on with a project each.</summary>
    public static IReadOnlyList<KeyValuePair<string, byte[]>> Write(EmbFile file, string name)
    {
        string type = SourceName.ForCSharp(name);
        byte[][] segments = [.. file.Bytes.Chunk(SegmentBytes)];
        var files = new List<KeyValuePair<string, byte[]>> { Text($"{type}.cs", Opener(type, file, segments.Length)) };
        for (int index = 0; index < segments.Length; index++)
        {
            string project = $"{type}Data{index}";
            files.Add(Text($"{project}/{project}.nfproj", Project(project)));
            files.Add(Text($"{project}/packages.config", Packages));
            files.Add(Text($"{project}/Segment.cs", Segment(project, segments[index])));
            files.Add(Text($"{project}/AssemblyInfo.cs", $"[assembly: System.Reflection.AssemblyTitle(\"{project}\")]\n[assembly: System.Reflection.AssemblyVersion(\"1.0.0.0\")]\n"));
        }

        return files;
    }

    private static string Packages =>
        $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<packages>\n  <package id=\"nanoFramework.CoreLibrary\" version=\"{CoreLibraryVersion}\" targetFramework=\"netnano1.0\" />\n</packages>\n";

    private static string Opener(string type, EmbFile file, int count)
    {
        string segments = string.Join("\n", Enumerable.Range(0, count).Select(index => $"            {type}Data{index}.Segment.Bytes(),"));
        return $$"""
            // Made by `embedded export --to csharp-resource`: {{file.Bytes.Length.ToString(CultureInfo.InvariantCulture)}} bytes, CRC-32 {{file.Model.Crc:x8}}.
            // Add this file to your project, add the {{count}} projects {{type}}Data* to your solution and reference them, then:
            //     Model model = ModelReader.Read({{type}}Resource.Open());
            using Embedded.Inference;

            public static class {{type}}Resource
            {
                /// <summary>The model's bytes; read it at once and let go of this, the arrays take as much memory as the file.</summary>
                public static IModelSource Open()
                {
                    return new SegmentedModel(new byte[][]
                    {
            {{segments}}
                    });
                }
            }

            """;
    }

    private static string Segment(string project, byte[] bytes)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"namespace {project}\n{{\n    public static class Segment\n    {{\n        public static byte[] Bytes()\n        {{\n            return new byte[]\n            {{\n");
        foreach (byte[] line in bytes.Chunk(BytesPerLine))
        {
            text.Append("                ").AppendJoin(", ", line).Append(",\n");
        }

        return text.Append("            };\n        }\n    }\n}\n").ToString();
    }

    /// <summary>A project file of the nanoFramework extensions for Visual Studio and VS Code.</summary>
    private static string Project(string name) =>
        $$"""
        <?xml version="1.0" encoding="utf-8"?>
        <Project ToolsVersion="Current" DefaultTargets="Build" xmlns="http://schemas.microsoft.com/developer/msbuild/2003">
          <PropertyGroup Label="Globals">
            <NanoFrameworkProjectSystemPath>$(MSBuildExtensionsPath)\nanoFramework\v1.0\</NanoFrameworkProjectSystemPath>
          </PropertyGroup>
          <Import Project="$(NanoFrameworkProjectSystemPath)NFProjectSystem.Default.props" Condition="Exists('$(NanoFrameworkProjectSystemPath)NFProjectSystem.Default.props')" />
          <PropertyGroup>
            <Configuration Condition=" '$(Configuration)' == '' ">Debug</Configuration>
            <Platform Condition=" '$(Platform)' == '' ">AnyCPU</Platform>
            <ProjectTypeGuids>{11A8DD76-328B-46DF-9F39-F559912D0360};{FAE04EC0-301F-11D3-BF4B-00C04F79EFBC}</ProjectTypeGuids>
            <ProjectGuid>{{{Identity(name)}}}</ProjectGuid>
            <OutputType>Library</OutputType>
            <FileAlignment>512</FileAlignment>
            <RootNamespace>{{name}}</RootNamespace>
            <AssemblyName>{{name}}</AssemblyName>
            <TargetFrameworkVersion>v1.0</TargetFrameworkVersion>
            <LangVersion>10.0</LangVersion>
          </PropertyGroup>
          <Import Project="$(NanoFrameworkProjectSystemPath)NFProjectSystem.props" Condition="Exists('$(NanoFrameworkProjectSystemPath)NFProjectSystem.props')" />
          <ItemGroup>
            <Compile Include="AssemblyInfo.cs" />
            <Compile Include="Segment.cs" />
          </ItemGroup>
          <ItemGroup>
            <None Include="packages.config" />
          </ItemGroup>
          <ItemGroup>
            <Reference Include="mscorlib, Version={{CoreLibraryVersion}}.0, Culture=neutral, PublicKeyToken=c07d481e9758c731">
              <HintPath>..\packages\nanoFramework.CoreLibrary.{{CoreLibraryVersion}}\lib\mscorlib.dll</HintPath>
              <Private>True</Private>
            </Reference>
          </ItemGroup>
          <Import Project="$(NanoFrameworkProjectSystemPath)NFProjectSystem.CSharp.targets" Condition="Exists('$(NanoFrameworkProjectSystemPath)NFProjectSystem.CSharp.targets')" />
          <ProjectExtensions>
            <ProjectCapabilities>
              <ProjectConfigurationsDeclaredAsItems />
            </ProjectCapabilities>
          </ProjectExtensions>
        </Project>

        """;

    /// <summary>The same name has the same identity at every export.</summary>
    private static string Identity(string name) => new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16)).ToString("D").ToUpperInvariant();

    private static KeyValuePair<string, byte[]> Text(string path, string content) => new(path, Encoding.UTF8.GetBytes(content));
}
