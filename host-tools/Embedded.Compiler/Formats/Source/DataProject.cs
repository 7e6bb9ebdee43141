// SPDX-License-Identifier: MIT
// An assembly of nanoFramework holds less than 64 KB of constant data, and more is dropped without a word. So what is built into an
// application lies in several small projects.
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Embedded.Compiler.Formats.Source;

/// <summary>A nanoFramework project of one class that returns constant data.</summary>
internal static class DataProject
{
    private const int BytesPerLine = 32;
    private const string CoreLibraryVersion = "1.17.11";

    private static string Packages =>
        $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<packages>\n  <package id=\"nanoFramework.CoreLibrary\" version=\"{CoreLibraryVersion}\" targetFramework=\"netnano1.0\" />\n</packages>\n";

    /// <summary>The project in a folder of its name.</summary>
    /// <param name="name">Of folder, project, assembly and namespace.</param>
    /// <param name="packages">The solution's folder of packages, seen from the project.</param>
    /// <param name="segment">Source of the class.</param>
    public static IEnumerable<KeyValuePair<string, byte[]>> Files(string name, string packages, string segment) =>
    [
        Text($"{name}/{name}.nfproj", Project(name, packages)),
        Text($"{name}/packages.config", Packages),
        Text($"{name}/Segment.cs", segment),
        Text($"{name}/AssemblyInfo.cs", $"[assembly: System.Reflection.AssemblyTitle(\"{name}\")]\n[assembly: System.Reflection.AssemblyVersion(\"1.0.0.0\")]\n"),
    ];

    /// <summary>The elements of an array's initializer.</summary>
    public static void AppendBytes(StringBuilder text, byte[] bytes, string indent)
    {
        foreach (byte[] line in bytes.Chunk(BytesPerLine))
        {
            text.Append(indent).AppendJoin(", ", line).Append(",\n");
        }
    }

    /// <summary>A file in UTF-8.</summary>
    public static KeyValuePair<string, byte[]> Text(string path, string content) => new(path, Encoding.UTF8.GetBytes(content));

    /// <summary>The same name has the same identity at every export.</summary>
    public static string Identity(string name) => new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16)).ToString("D", CultureInfo.InvariantCulture).ToUpperInvariant();

    /// <summary>A project file of the nanoFramework extensions for Visual Studio and VS Code.</summary>
    private static string Project(string name, string packages) =>
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
              <HintPath>{{packages}}\nanoFramework.CoreLibrary.{{CoreLibraryVersion}}\lib\mscorlib.dll</HintPath>
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
}
