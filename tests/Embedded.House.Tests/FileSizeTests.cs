// SPDX-License-Identifier: MIT
namespace Embedded.House.Tests;

public class FileSizeTests
{
    private const int HardLimit = 500;
    private const string LicenceLine = "// SPDX-License-Identifier: MIT";

    private static readonly List<SourceFile> Sources = SourceFile.Below(".cs", "firmware", "host-tools", "tests");

    [Fact]
    public void Sources_EveryFile_IsShortEnoughToRead()
    {
        Assert.True(Sources.Count >= 100, $"only {Sources.Count} files found");
        Assert.Empty(TooLong(Sources));
        int[] lengths = [.. Sources.Select(LinesOf).Order()];
        TestContext.Current.TestOutputHelper?.WriteLine($"{lengths.Length} files: median {lengths[lengths.Length / 2]} lines, one in ten above {lengths[lengths.Length * 9 / 10]}, longest {lengths[^1]}");
        Assert.InRange(lengths[lengths.Length / 2], 20, 120);
    }

    [Fact]
    public void Sources_EveryFile_StartsWithTheLicence() => Assert.Empty(WithoutLicence(Sources));

    [Fact]
    public void TooLong_FileAboveTheLimit_IsFound()
    {
        Assert.Single(TooLong([new SourceFile("a.cs", string.Concat(Enumerable.Repeat("//\n", 501)))]));
        Assert.Empty(TooLong([new SourceFile("a.cs", string.Concat(Enumerable.Repeat("//\n", 500)))]));
    }

    [Fact]
    public void WithoutLicence_OtherFirstLine_IsFound()
    {
        Assert.Single(WithoutLicence([new SourceFile("a.cs", "using System;\n" + LicenceLine)]));
        Assert.Empty(WithoutLicence([new SourceFile("a.cs", LicenceLine + "\r\nusing System;")]));
    }

    private static List<string> TooLong(IEnumerable<SourceFile> files) =>
        [.. files.Where(file => LinesOf(file) > HardLimit).Select(file => $"{file.Path} has {LinesOf(file)} lines; split it by theme")];

    private static List<string> WithoutLicence(IEnumerable<SourceFile> files) =>
        [.. files.Where(file => file.Text.TrimStart('\uFEFF').Split('\n')[0].TrimEnd('\r') != LicenceLine).Select(file => $"{file.Path} does not start with {LicenceLine}")];

    private static int LinesOf(SourceFile file) => file.Text.TrimEnd('\n').Split('\n').Length;
}
