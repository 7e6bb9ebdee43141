// SPDX-License-Identifier: MIT
namespace Embedded.Boards.Tests;

/// <summary>Writes small .nfproj files in the form of the firmware's.</summary>
internal static class ProjectText
{
    public static string Save(string path, string outputType, string items, string properties = "<LangVersion>10.0</LangVersion>")
    {
        File.WriteAllText(path, $"""
            <?xml version="1.0" encoding="utf-8"?>
            <Project ToolsVersion="Current" DefaultTargets="Build" xmlns="http://schemas.microsoft.com/developer/msbuild/2003">
              <PropertyGroup Label="Globals"><NanoFrameworkProjectSystemPath>$(MSBuildExtensionsPath)\nanoFramework\v1.0\</NanoFrameworkProjectSystemPath></PropertyGroup>
              <Import Project="$(NanoFrameworkProjectSystemPath)NFProjectSystem.Default.props" Condition="Exists('$(NanoFrameworkProjectSystemPath)NFProjectSystem.Default.props')" />
              <PropertyGroup><OutputType>{outputType}</OutputType><AssemblyName>{Path.GetFileNameWithoutExtension(path)}</AssemblyName>{properties}</PropertyGroup>
              <ItemGroup>{items}<Reference Include="mscorlib, Version=1.17.11.0, Culture=neutral, PublicKeyToken=c07d481e9758c731" /></ItemGroup>
            </Project>
            """);
        return path;
    }
}
