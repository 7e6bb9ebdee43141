// SPDX-License-Identifier: MIT
using System.Reflection;
using System.Text.RegularExpressions;
using Embedded.Device;
using Embedded.Inference;
using Embedded.Testing;
using Embedded.Vision;

namespace Embedded.Core.Tests.Report;

/// <summary>docs/console.md against itself and against the error codes of the firmware.</summary>
public class ConsoleDocumentTests
{
    private static readonly ConsoleGrammar s_grammar = ConsoleGrammar.Load();

    [Fact]
    public void Examples_EveryLine_FollowsTheGrammar()
    {
        Assert.InRange(s_grammar.Examples.Length, 15, 100);
        Assert.All(s_grammar.Examples, line => Assert.True(s_grammar.Matches("line", line) && line.Length <= 80, line));
    }

    [Theory]
    [InlineData("# ready soon=1")]
    [InlineData("# model crc=00000000 input=96x96x3 ops=31 classes=5 bits=8")]
    [InlineData("> 1 daisy 87% ms=1/2/3 queue=4 c=d1e7")]
    [InlineData("! C101 frame=1 count=1 pin=32")]
    public void Matches_UnknownFieldAtTheEnd_IsAllowed(string line) => Assert.True(s_grammar.Matches("line", line));

    [Theory]
    [InlineData("")]
    [InlineData("# hello")]
    [InlineData("> 1 daisy 87%")]
    [InlineData("> 1 unknown ms=1/2/3")]
    [InlineData("> x daisy 87% ms=1/2/3")]
    [InlineData("> 1 dai sy 87% ms=1/2/3")]
    [InlineData("! C101")]
    [InlineData("! M103 index=-2")]
    [InlineData("t 1 0 1234567")]
    [InlineData("t 1 0 1234567G")]
    [InlineData("o 1 0 12.5")]
    [InlineData("f 1 0 AAAA")]
    public void Matches_WrongLine_IsRefused(string line) => Assert.False(s_grammar.Matches("line", line));

    [Fact]
    public void ErrorTable_EveryCodeOfTheFirmware_StandsThereOnce()
    {
        string[] documented = [.. Regex.Matches(s_grammar.Document, @"^\| ([CMB]\d+) \| \S", RegexOptions.Multiline).Select(row => row.Groups[1].Value)];
        string[] codes = [.. Codes('C', typeof(CameraError)), .. Codes('M', typeof(ModelError)), .. Codes('B', typeof(DeviceError))];

        Assert.Equal(codes.Order(), documented.Order());
    }

    private static IEnumerable<string> Codes(char family, Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral).Select(field => $"{family}{field.GetRawConstantValue()}");
}
