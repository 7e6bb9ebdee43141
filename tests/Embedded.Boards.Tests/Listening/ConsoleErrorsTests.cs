// SPDX-License-Identifier: MIT
using System.Text.RegularExpressions;
using Embedded.Testing;

namespace Embedded.Boards.Tests.Listening;

public class ConsoleErrorsTests
{
    [Fact]
    public void All_AndTheDocument_SayTheSame()
    {
        string document = File.ReadAllText(Path.Combine(SharedFolder.Repository, "docs", "console.md"));
        string[] rows = [.. Regex.Matches(document, @"^\| ([CMB]\d+) \| (.*?) \| (.*?) \|\r?$", RegexOptions.Multiline)
            .Select(row => $"{row.Groups[1].Value}: {row.Groups[2].Value}; {row.Groups[3].Value}".Replace("`index`", "{index}"))
            .Select(row => Regex.Replace(row, @"\[([a-z-]+\.md)\]\(\1\)", "docs/$1"))];

        Assert.True(rows.Length > 30, "the table was not found");
        Assert.Equal(rows, ConsoleErrors.All.Select(text => text.ToString()));
    }

    [Theory]
    [InlineData("! C101 frame=18 count=1", "C101: the camera answers but sends no frame in time; check the 5 V supply; a weak one breaks down when the camera starts")]
    [InlineData("! M106 index=7", "M106: tensor 7 has an impossible shape, scale, zero point or place; export the model again")]
    [InlineData("! B177", "B177: the firmware is newer than these tools and has an error that they do not know; update the tools")]
    public void Of_ALine_IsInWords(string line, string expected) =>
        Assert.Equal(expected, ConsoleErrors.Of((ErrorLine)ConsoleParser.Parse(line)).ToString());

    [Theory]
    [InlineData("! C101 frame=18 count=1", false, false)]
    [InlineData("! M103 index=-1", false, true)]
    [InlineData("! B101", false, true)]
    [InlineData("! B106", true, false)]
    [InlineData("! B100", true, true)]
    public void Stops_ALine_IsAsTheDocumentSays(string line, bool isReady, bool expected) =>
        Assert.Equal(expected, ConsoleErrors.Stops((ErrorLine)ConsoleParser.Parse(line), isReady));
}
