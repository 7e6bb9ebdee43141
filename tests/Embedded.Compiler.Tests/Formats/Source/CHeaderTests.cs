// SPDX-License-Identifier: MIT
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Embedded.Compiler.Formats.Emb;
using Embedded.Compiler.Formats.Source;
using Embedded.Testing;

namespace Embedded.Compiler.Tests.Formats.Source;

public sealed partial class CHeaderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("embedded-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(4000)]
    public void Write_Bytes_ComeBackFromTheText(int count)
    {
        byte[] bytes = new byte[count];
        new Random(count).NextBytes(bytes);

        string text = Encoding.UTF8.GetString(CHeader.Write(bytes, "my model", ["a description"]));

        Assert.Equal(bytes, BytesOf(text));
        Assert.StartsWith("/* a description */\n#ifndef MY_MODEL_H\n#define MY_MODEL_H\n", text);
        Assert.Contains($"#define MY_MODEL_SIZE {count}u\n", text);
        Assert.Contains($"static const unsigned char my_model[{count}] = {{\n", text);
    }

    [Theory]
    [InlineData("person-detect.v2", "person_detect_v2")]
    [InlineData("2nd", "model_2nd")]
    [InlineData("", "model_")]
    [InlineData("Blüte", "Bl_te")]
    [InlineData("float", "model_float")]
    [InlineData("class", "model_class")]
    public void Write_OddName_BecomesAnIdentifier(string name, string array)
    {
        Assert.Contains($" {array}[1] = ", Encoding.UTF8.GetString(CHeader.Write([7], name, [])));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Describe_Model_SaysWhatGoesInAndOut(bool asTfLite)
    {
        EmbFile file = EmbFile.Parse(EmbWriter.Write(RandomGraph.MobileNet(1, size: 16)));

        string text = string.Join('\n', CHeader.Describe(file, asTfLite));

        Assert.Contains("input 16 x 16 x 3 int8, int8 = pixel - 128", text);
        Assert.Contains("output 5 int8: class0, class1, class2, class3, class4", text);
        Assert.Contains(asTfLite ? "TensorFlow Lite model" : $"arena {file.Model.ArenaBytes} bytes, CRC-32 {file.Model.Crc:x8}", text);
    }

    /// <summary>A program that includes the header twice and prints the array.</summary>
    [Theory]
    [InlineData("c", "-std=c99")]
    [InlineData("c", "-std=c11")]
    [InlineData("c++", "-std=c++11")]
    public void Write_Header_CompilesAndHoldsTheBytes(string language, string standard)
    {
        EmbFile file = EmbFile.Parse(EmbWriter.Write(RandomGraph.MobileNet(1) with { Labels = ["rose", "*/ int x[-1]; /*", "a\nb", "end \\", "Tulpe ü"] }));
        byte[] bytes = file.Bytes;
        File.WriteAllBytes(PathOf("net.h"), CHeader.Write(bytes, "net", CHeader.Describe(file, asTfLite: false)));
        File.WriteAllText(PathOf("main.c"), "#include <stdio.h>\n#include \"net.h\"\n#include \"net.h\"\nint main(void)\n{\n    if ((size_t)net % 16 != 0 || sizeof net != NET_SIZE)\n    {\n        return 1;\n    }\n    return fwrite(net, 1, NET_SIZE, stdout) == NET_SIZE ? 0 : 2;\n}\n");

        (int code, byte[] output) = Run("cc", "-x", language, standard, "-Wall", "-Wextra", "-Wpedantic", "-Werror", PathOf("main.c"), "-o", PathOf("main"));

        Assert.True(code == 0, Encoding.UTF8.GetString(output));
        (code, output) = Run(PathOf("main"));
        Assert.Equal(0, code);
        Assert.Equal(bytes, output);
    }

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);

    private static byte[] BytesOf(string text) =>
        [.. ByteLiteral().Matches(text).Select(match => byte.Parse(match.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture))];

    /// <summary>Exit code and standard output; skips the test where the program is absent.</summary>
    private static (int Code, byte[] Output) Run(string program, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            Task<string> errors = process.StandardError.ReadToEndAsync();
            using var output = new MemoryStream();
            process.StandardOutput.BaseStream.CopyTo(output);
            process.WaitForExit();
            return (process.ExitCode, process.ExitCode == 0 ? output.ToArray() : Encoding.UTF8.GetBytes(errors.Result));
        }
        catch (Win32Exception)
        {
            Assert.Skip($"needs the C compiler `{program}`, which this machine has not");
            throw;
        }
    }

    [GeneratedRegex("0x([0-9a-f]{2}),")]
    private static partial Regex ByteLiteral();
}
