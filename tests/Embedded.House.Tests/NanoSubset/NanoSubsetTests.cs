// SPDX-License-Identifier: MIT
// What compiles for the device is not what runs on it: the compiler and the metadata processor let through much that the nanoCLR
// cannot load or does differently. These rules stand between.
namespace Embedded.House.Tests.NanoSubset;

public class NanoSubsetTests
{
    private static readonly NanoRule[] Rules = [.. NanoTypeRules.All, .. NanoLanguageRules.All, .. NanoHotPathRules.All];

    [Fact]
    public void Firmware_Sources_KeepToTheSubset()
    {
        List<SourceFile> files = Firmware();
        Assert.True(files.Count(file => file.Path.StartsWith("firmware/Core/", StringComparison.Ordinal)) >= 40, $"only {files.Count} files found");
        Assert.Empty(new NanoSource(files).Violations(Rules));
    }

    [Fact]
    public void Firmware_Sources_AreCSharp10() => Assert.Empty(new NanoSource(Firmware()).LanguageErrors());

    [Fact]
    public void Firmware_CoreSources_AreResolved()
    {
        double share = new NanoSource(SourceFile.Below(".cs", "firmware/Core").Where(IsShared)).ResolvedShare();
        Assert.True(share > 0.99, $"only {share:P1} of the names were resolved: the rules that look at types would see too little");
    }

    [Theory]
    [MemberData(nameof(BadSnippets.All), MemberType = typeof(BadSnippets))]
    public void Rule_BadSnippet_IsFound(string rule, string snippet)
    {
        NanoRule tested = Assert.Single(Rules, candidate => candidate.Name == rule);
        Assert.NotEmpty(BadSnippets.Source(snippet).Violations([tested]));
    }

    [Theory]
    [MemberData(nameof(BadSnippets.Newer), MemberType = typeof(BadSnippets))]
    public void LanguageErrors_NewerCSharp_IsFound(string snippet) => Assert.NotEmpty(BadSnippets.Source(snippet).LanguageErrors());

    [Fact]
    public void Rules_EveryOne_HasABadSnippet() =>
        Assert.Equal(Rules.Select(rule => rule.Name).Order(), BadSnippets.All.Select(row => row.Data.Item1).Distinct().Order());

    [Fact]
    public void Rules_GoodSource_IsLeftAlone()
    {
        var good = new NanoSource([new SourceFile("firmware/Core/Report/Good.cs", BadSnippets.Good)]);
        Assert.Empty(good.Violations(Rules));
        Assert.Empty(good.LanguageErrors());
    }

    private static List<SourceFile> Firmware() => [.. SourceFile.Below(".cs", "firmware", "tests/device").Where(IsShared)];

    /// <summary>AssemblyInfo.cs is only in the device build.</summary>
    private static bool IsShared(SourceFile file) => !file.Path.Contains("/Properties/", StringComparison.Ordinal);
}
