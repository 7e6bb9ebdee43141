// SPDX-License-Identifier: MIT
// The CMake module that nanoFramework's build finds, in a project that uses it as that build does.
using System.Text.Json;
using Embedded.Testing;

namespace Embedded.NativeHost.Tests;

public class InteropModuleTests
{
    // What nf-interpreter's FindNF_NativeAssemblies.cmake and nf_add_lib_native_assemblies do with an interop assembly.
    private const string Project = """
        cmake_minimum_required(VERSION 3.16)
        project(firmware C CXX)
        set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
        list(APPEND CMAKE_MODULE_PATH ${MODULES})
        find_package("INTEROP-Embedded.Native" REQUIRED QUIET)
        add_library(NF_NativeAssemblies STATIC ${Embedded.Native_SOURCES})
        target_include_directories(NF_NativeAssemblies PUBLIC ${Embedded.Native_INCLUDE_DIRS})
        target_compile_options(NF_NativeAssemblies PUBLIC -Os -fno-builtin)
        """;

    private static string Native => Path.Combine(SharedFolder.Repository, "firmware", "Native");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Module_InAFirmwareProject_ListsSourcesWithTheirOptions(bool inTask)
    {
        using var folder = new ScratchFolder();
        (int exitCode, string text) = Configure(
            folder.Path, "-DMODULES=" + Path.Combine(Native, "clr"), "-DEMBEDDED_PORT=" + Path.Combine(SharedFolder.Repository, "tests", "native", "posix"),
            "-DEMBEDDED_RUN_IN_TASK=" + (inTask ? "ON" : "OFF"));
        Assert.True(exitCode == 0, text);

        Dictionary<string, string> commands = Commands(folder.Path);
        string[] expected = [.. Sources("c", "emb_*.c"), .. Sources("clr", "*.cpp"), "port_posix.c", "soft_reboot_posix.cpp"];
        Assert.Equal(expected.Order(StringComparer.Ordinal), commands.Keys.Order(StringComparer.Ordinal));
        Assert.All(Sources("c", "emb_*.c"), name => Assert.Matches("-Os -fno-builtin .*-O2 -fbuiltin", commands[name]));
        Assert.All(Sources("clr", "*.cpp"), name => Assert.DoesNotContain("-O2", commands[name]));
        Assert.All(Sources("clr", "*.cpp"), name => Assert.Equal(inTask, commands[name].Contains("-DEMBEDDED_RUN_IN_TASK", StringComparison.Ordinal)));
    }

    [Fact]
    public void Module_WithoutTheCheckout_SaysWhatToSet()
    {
        using var folder = new ScratchFolder();
        string modules = Directory.CreateDirectory(Path.Combine(folder.Path, "modules")).FullName;
        File.Copy(Path.Combine(Native, "clr", "FindINTEROP-Embedded.Native.cmake"), Path.Combine(modules, "FindINTEROP-Embedded.Native.cmake"));

        (int exitCode, string text) = Configure(folder.Path, "-DMODULES=" + modules);

        Assert.NotEqual(0, exitCode);
        Assert.Contains("EMBEDDED_NATIVE_DIR", text);
    }

    private static (int ExitCode, string Text) Configure(string folder, params string[] definitions)
    {
        Assert.SkipUnless(ToolBuild.Compile("cmake", ["--version"]).ExitCode == 0, "there is no cmake");
        ToolBuild.RequireLink("gcc");
        ToolBuild.RequireLink("g++", "-x", "c++");
        File.WriteAllText(Path.Combine(folder, "CMakeLists.txt"), Project);
        return ToolBuild.Compile("cmake", ["-G", "Unix Makefiles", "-S", folder, "-B", Path.Combine(folder, "build"), .. definitions]);
    }

    private static Dictionary<string, string> Commands(string folder)
    {
        using JsonDocument commands = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "build", "compile_commands.json")));
        return commands.RootElement.EnumerateArray().ToDictionary(
            entry => Path.GetFileName(entry.GetProperty("file").GetString()!), entry => entry.GetProperty("command").GetString()!);
    }

    private static string[] Sources(string folder, string pattern) =>
        [.. Directory.EnumerateFiles(Path.Combine(Native, folder), pattern).Select(path => Path.GetFileName(path)!)];

    private sealed class ScratchFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("embedded").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
