// SPDX-License-Identifier: MIT
// The rules for the native engine: short files, no allocation, no mutable state, no floating point, no library but three headers
// (and the compiler's own for SSE2).
using System.Text.RegularExpressions;

namespace Embedded.House.Tests;

public partial class NativeSourceTests
{
    private const int HardLimit = 250;
    private const string LicenceStart = "/* SPDX-License-Identifier: MIT";

    private static readonly string[] Headers = ["stddef.h", "stdint.h", "string.h", "emmintrin.h"];
    private static readonly List<SourceFile> Engine = [.. SourceFile.Below(".c", "firmware/Native/c"), .. SourceFile.Below(".h", "firmware/Native/c")];

    [Fact]
    public void Sources_EveryFile_IsShortAndLicensed()
    {
        Assert.True(Engine.Count >= 25, $"only {Engine.Count} files found");
        Assert.Empty(
            from file in ((string[])[".c", ".h", ".cpp"]).SelectMany(kind => SourceFile.Below(kind, "firmware").Concat(SourceFile.Below(kind, "tests")))
            where file.Text.Split('\n').Length > HardLimit || !file.Text.StartsWith(LicenceStart, StringComparison.Ordinal)
            select file.Path);
    }

    [Fact]
    public void Sources_Engine_FollowsTheRules() =>
        Assert.Empty(Engine.SelectMany(file => Breaches(file.Text).Select(breach => $"{file.Path}: {breach}")));

    [Theory]
    [InlineData("#include <stdlib.h>")]
    [InlineData("int *p = malloc(4);")]
    [InlineData("static int counter;")]
    [InlineData("static uint8_t buffer[16];")]
    [InlineData("float x = 1;")]
    [InlineData("double y;")]
    public void Breaches_BadSource_IsFound(string source) => Assert.NotEmpty(Breaches(source));

    [Theory]
    [InlineData("#include <stdint.h>\n#include \"emb.h\"")]
    [InlineData("/* no malloc, no float */ static const int table[2] = {1, 2};")]
    [InlineData("static int32_t clamp(int32_t value)\n{\n    return value;\n}")]
    [InlineData("static emb_status check(\n    const emb_model *model)\n{\n}")]
    public void Breaches_GoodSource_IsLeftAlone(string source) => Assert.Empty(Breaches(source));

    private static IEnumerable<string> Breaches(string source)
    {
        string code = Comment().Replace(source, " ");
        return
        [
            .. Include().Matches(code).Select(match => match.Groups[1].Value).Where(header => !Headers.Contains(header)).Select(header => $"includes <{header}>"),
            .. Forbidden().Matches(code).Select(match => $"uses {match.Value}"),
            .. State().Matches(code).Select(match => $"keeps state: {match.Value.Trim()}"),
        ];
    }

    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex("#include <([^>]+)>")]
    private static partial Regex Include();

    [GeneratedRegex(@"\b(malloc|calloc|realloc|free|alloca|float|double|printf|setjmp|longjmp|abort|exit)\b")]
    private static partial Regex Forbidden();

    /// <summary>A static object that is not const: its declaration ends, or gets a value or a size, before any parenthesis.</summary>
    [GeneratedRegex(@"\bstatic (?!const\b|inline\b)[^(;=\[{]*[;=\[]")]
    private static partial Regex State();
}
