// SPDX-License-Identifier: MIT
// The glue of firmware/Native/clr, compiled with nanoFramework's warnings against the headers and the CLR of
// tests/native/fakeclr, which hold what it uses of nanoCLR.
using System.Globalization;
using Embedded.Compiler.Formats.Emb;
using Embedded.Inference;
using Embedded.Testing;
using Embedded.Vision;

namespace Embedded.NativeHost.Tests;

public class GlueTests
{
    private const int FrameWidth = 40; // of glue_test.h
    private const int FrameHeight = 30;

    private static readonly string[] s_sanitizers = ["-g", "-O1", "-fsanitize=address,undefined", "-fno-sanitize-recover=all"];

    // Those of nanoFramework's build for ESP32 that a compiler for the PC knows, and none of those that it switches off.
    private static readonly string[] s_options =
    [
        "-std=c++17", "-Wall", "-Wextra", "-Werror", "-Wshadow", "-Wimplicit-fallthrough", "-fno-exceptions", "-fno-rtti", "-fno-common", "-fshort-wchar",
    ];

    private static readonly HashSet<string> s_engines = [];

    private static string Model => Path.Combine(SharedFolder.Repository, "models", "flowers-tuned-96", "model.emb");

    [Theory]
    [InlineData("gcc", "g++")]
    [InlineData("gcc", "g++", "-DEMBEDDED_RUN_IN_TASK")]
    [InlineData("clang", "clang++")]
    [InlineData("clang", "clang++", "-DEMBEDDED_RUN_IN_TASK")]
    public void Glue_OnTheFakeClr_ChecksArgumentsAndKeepsStates(string compiler, string linker, params string[] definitions)
    {
        byte[] file = File.ReadAllBytes(Model);
        Model model = EmbFile.Parse(file).Model;
        string program = Build(compiler, linker, definitions);

        (int exitCode, string text) = ToolBuild.Compile(program, [Model, Text(model.Operators.Length), Text(model.Input.Count), Text(model.Output.Count)]);

        Assert.True(exitCode == 0, text);
        Assert.Equal(Sums(model), text.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void PortOfThePc_WithItsHeaders_CompilesWithoutWarnings()
    {
        ToolBuild.RequireLink("gcc", "-pthread");
        ToolBuild.RequireLink("g++", "-x", "c++");
        string posix = Path.Combine(SharedFolder.Repository, "tests", "native", "posix");
        string headers = Path.Combine(SharedFolder.Repository, "tests", "native", "fakeclr", "include");
        string port = Path.Combine(SharedFolder.Repository, "firmware", "Native", "clr");
        Run("gcc", ["-std=c99", "-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Wshadow", "-Werror", "-fsyntax-only", "-I", port, Path.Combine(posix, "port_posix.c")]);
        Run("g++", [.. s_options, "-fsyntax-only", "-I", headers, Path.Combine(posix, "soft_reboot_posix.cpp")]);
    }

    private static string Build(string compiler, string linker, string[] definitions)
    {
        ToolBuild.RequireLink(compiler, s_sanitizers);
        ToolBuild.RequireLink(linker, ["-x", "c++", .. s_sanitizers]);
        string native = Path.Combine(SharedFolder.Repository, "firmware", "Native");
        string fake = Path.Combine(SharedFolder.Repository, "tests", "native", "fakeclr");
        string program = Path.Combine(AppContext.BaseDirectory, "glue" + linker + definitions.Length);
        Run(linker,
        [
            .. s_options, .. s_sanitizers, .. definitions,
            "-I", Path.Combine(fake, "include"), "-I", fake, "-I", Path.Combine(native, "clr"), "-I", Path.Combine(native, "c"), "-o", program,
            .. Sources(Path.Combine(native, "clr")), .. Sources(fake), Engine(compiler), "-Wl,-rpath," + AppContext.BaseDirectory,
        ]);
        return program;
    }

    /// <summary>The engine as a library, compiled once.</summary>
    private static string Engine(string compiler)
    {
        string library = Path.Combine(AppContext.BaseDirectory, $"libglue_{compiler}.so");
        if (s_engines.Add(compiler))
        {
            Run(compiler, [.. s_sanitizers, "-std=c99", "-fPIC", "-shared", "-o", library, .. ToolBuild.Sources]);
        }

        return library;
    }

    private static IEnumerable<string> Sources(string folder) => Directory.EnumerateFiles(folder, "*.cpp").Order(StringComparer.Ordinal);

    private static void Run(string compiler, string[] arguments)
    {
        (int exitCode, string text) = ToolBuild.Compile(compiler, arguments);
        Assert.True(exitCode == 0, text);
    }

    /// <summary>What the C# engine computes for the frame of pixel bytes 0, 1, 2 ...</summary>
    private static IEnumerable<string> Sums(Model model)
    {
        byte[] pixels = [.. Enumerable.Range(0, 3 * FrameWidth * FrameHeight).Select(i => (byte)i)];
        var engine = new ArenaEngine(new Interpreter(model, new ReferenceKernels()));
        uint[] sums = new uint[1 + model.Operators.Length];
        engine.SetInput(new Frame(pixels, FrameWidth, FrameHeight, PixelFormat.Rgb888));
        engine.Run(sums);
        return sums.Select(sum => $"sum {sum:X8}");
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
