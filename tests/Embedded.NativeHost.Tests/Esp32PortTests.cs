// SPDX-License-Identifier: MIT
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Embedded.Testing;
using Embedded.Vision;

namespace Embedded.NativeHost.Tests;

/// <summary>firmware/Native/esp32 against a driver and a chip that do what a test says (tests/native/esp32).</summary>
public partial class Esp32PortTests
{
    // CMake/Modules/ESP32_GCC_options.cmake and binutils.ESP32.cmake of nanoFramework give these to interop assemblies, and permit more
    private static readonly string[] FirmwareOptions =
        ["-Wall", "-Wextra", "-Werror", "-Wshadow", "-Wimplicit-fallthrough", "-fshort-wchar", "-fno-builtin", "-fno-common", "-fno-exceptions"];

    private static readonly Lazy<string> Sanitized = new(() => Build("gcc", "-fsanitize=address,undefined", "-fno-sanitize-recover=all"));

    public static TheoryData<string> Cases => [.. Names()];

    private static string Port => Path.Combine(SharedFolder.Repository, "firmware", "Native", "esp32");

    private static string Tests => Path.Combine(SharedFolder.Repository, "tests", "native", "esp32");

    private static string[] Includes =>
        ["-I" + Tests, "-I" + Path.Combine(Tests, "include"), "-I" + Path.Combine(Port, "..", "clr"), "-I" + Path.Combine(Port, "..", "c")];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Port_CaseUnderSanitizers_Holds(string name)
    {
        (int exitCode, string text) = ToolBuild.Compile(Sanitized.Value, [name]);
        Assert.True(exitCode == 0, text);
    }

    [Fact]
    public void Port_AllCasesUnderClang_Hold()
    {
        string program = Build("clang", "-O2");
        Assert.All(Names(), name => Assert.Equal((0, ""), ToolBuild.Compile(program, [name])));
    }

    [Theory]
    [InlineData("gcc")]
    [InlineData("xtensa-lx106-elf-gcc")]
    public void Sources_OptionsOfTheFirmware_Compile(string compiler)
    {
        Require(compiler);
        string[] system = compiler == "gcc" ? [] : ["-ffreestanding", "-mlongcalls", "-isystem", Path.Combine(Tests, "..", "xtensa", "include")];
        string output = Path.Combine(AppContext.BaseDirectory, $"port.{compiler}.o");
        string[] sources = [.. Directory.EnumerateFiles(Port, "*.c", SearchOption.AllDirectories)];
        Assert.True(sources.Length >= 9);
        foreach (string source in sources)
        {
            string[] arguments = ["-std=gnu17", "-Os", .. FirmwareOptions, .. system, .. Includes, "-c", "-o", output, source];
            (int exitCode, string text) = ToolBuild.Compile(compiler, arguments);
            Assert.True(exitCode == 0, text);
        }
    }

    [Theory]
    [InlineData(true, "open 0")]
    [InlineData(false, "open -2")]
    public void CMakeModule_FirmwareInMiniature_LinksTheDriverWhereThereIsOne(bool hasDriver, string expected)
    {
        Require("cmake");
        Require("gcc");
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            string[] driver = hasDriver ? ["-DEMBEDDED_ESP32_CAMERA_DIR=" + WriteDriver(Path.Combine(folder, "driver"))] : [];
            string build = Path.Combine(folder, "build");
            (int exitCode, string text) = ToolBuild.Compile("cmake", ["-S", Path.Combine(Tests, "firmware"), "-B", build, .. driver]);
            Assert.True(exitCode == 0, text);
            (exitCode, text) = ToolBuild.Compile("cmake", ["--build", build]);
            Assert.True(exitCode == 0, text);
            (exitCode, text) = ToolBuild.Compile(Path.Combine(build, "nanoCLR.elf"), []);
            Assert.Equal((0, expected), (exitCode, text.Trim()));
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    [Fact]
    public void CMakeModule_EarlyChip_SourcesAvoidWhatLosesWrites()
    {
        Require("cmake");
        Require("gcc");
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            string[] arguments = ["-S", Path.Combine(Tests, "firmware"), "-B", folder, "-DCMAKE_EXPORT_COMPILE_COMMANDS=ON", "-DEMBEDDED_IDF_OPTIONS=-mfix-esp32-psram-cache-issue"];
            (int exitCode, string text) = ToolBuild.Compile("cmake", arguments);
            Assert.True(exitCode == 0, text);
            using JsonDocument commands = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "compile_commands.json")));
            string command = commands.RootElement.EnumerateArray()
                .Select(entry => entry.GetProperty("command").GetString()!)
                .Single(line => line.EndsWith("esp32_memory.c", StringComparison.Ordinal));
            Assert.Contains(" -mfix-esp32-psram-cache-issue ", command, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    [Fact]
    public void Slots_OfTheBoard_AreTheEndOfDeploy()
    {
        using JsonDocument board = JsonDocument.Parse(File.ReadAllText(Path.Combine(SharedFolder.Repository, "boards", "esp32-cam", "board.json")));
        JsonElement deploy = board.RootElement.GetProperty("flash").EnumerateArray().Single(part => part.GetProperty("name").GetString() == "deploy");
        int end = Number(deploy.GetProperty("offset").GetString()!) + Number(deploy.GetProperty("bytes").GetString()!);
        IEnumerable<int> expected = board.RootElement.GetProperty("firmware").GetProperty("modelSlots").EnumerateArray().Select(slot => end - Number(slot.GetString()!));
        string line = File.ReadLines(Path.Combine(Port, "esp32_slot.c")).Single(text => text.Contains("c_end_of_deploy[SLOTS] =", StringComparison.Ordinal));
        Assert.Equal(expected, Hexadecimal().Matches(line).Select(match => Number(match.Value)));
    }

    [Fact]
    public void Codes_CameraErrors_HaveTheSameNamesAndNumbers()
    {
        Dictionary<string, int> header = Code().Matches(File.ReadAllText(Path.Combine(Port, "..", "clr", "embedded_port.h")))
            .ToDictionary(match => match.Groups[1].Value.Replace("_", "", StringComparison.Ordinal), match => int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture));
        Dictionary<string, int> expected = typeof(CameraError).GetFields(BindingFlags.Public | BindingFlags.Static)
            .ToDictionary(field => field.Name.ToUpperInvariant(), field => (int)field.GetRawConstantValue()!);
        Assert.Equal(expected.OrderBy(pair => pair.Value), header.Where(pair => pair.Value != 0).OrderBy(pair => pair.Value));
    }

    private static IEnumerable<string> Names()
    {
        return Case().Matches(File.ReadAllText(Path.Combine(Tests, "cases.h"))).Select(match => match.Groups[1].Value);
    }

    /// <summary>A folder shaped like esp32-camera, with the driver of the tests; each file checks what it is compiled with.</summary>
    private static string WriteDriver(string folder)
    {
        const string settings = """
            #if !CONFIG_OV2640_SUPPORT || !CONFIG_CAMERA_CORE0 || !CONFIG_LOG_DEFAULT_LEVEL_NONE || !ESP_PLATFORM || !defined(_IMG_CONVERTERS_H_)
            #error not compiled as a component with these settings
            #endif
            static int warning(int a) { unsigned b = 1; return a < b; }

            """;
        string driver = $"#include \"{Path.Combine(Tests, "fake_camera.c")}\"\n";
        foreach (string file in new[] { "driver/esp_camera.c", "driver/cam_hal.c", "driver/sensor.c", "driver/sccb.c", "sensors/ov2640.c", "target/xclk.c", "target/esp32/ll_cam.c" })
        {
            string path = Path.Combine(folder, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, file == "driver/esp_camera.c" ? settings + driver : settings);
        }

        return folder;
    }

    private static string Build(string compiler, params string[] options)
    {
        Require(compiler);
        string program = Path.Combine(AppContext.BaseDirectory, "port_test." + compiler);
        IEnumerable<string> sources = Directory.EnumerateFiles(Tests, "*.c").Concat(Directory.EnumerateFiles(Port, "*.c"));
        (int exitCode, string text) = ToolBuild.Compile(
            compiler, ["-std=gnu11", "-g", .. FirmwareOptions, "-Wconversion", .. options, .. Includes, "-o", program, .. sources, "-lpthread"]);
        Assert.SkipWhen(exitCode != 0 && text.Contains("cannot find", StringComparison.Ordinal), $"{compiler} {string.Join(' ', options)} links no program on this system");
        Assert.True(exitCode == 0, text);
        return program;
    }

    private static void Require(string tool)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the tests of the port use pthreads and the options of gcc");
        Assert.SkipUnless(ToolBuild.Compile(tool, ["--version"]).ExitCode == 0, $"there is no {tool}");
    }

    private static int Number(string text) => int.Parse(text[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^CASE\((\w+)\)", RegexOptions.Multiline)]
    private static partial Regex Case();

    [GeneratedRegex(@"EMBEDDED_CAMERA_([A-Z_]+) = (\d+)")]
    private static partial Regex Code();

    [GeneratedRegex("0x[0-9A-F]+")]
    private static partial Regex Hexadecimal();
}
