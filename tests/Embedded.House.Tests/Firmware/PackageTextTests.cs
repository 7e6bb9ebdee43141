// SPDX-License-Identifier: MIT
using System.Text.RegularExpressions;
using Embedded.Testing;

namespace Embedded.House.Tests.Firmware;

public partial class PackageTextTests
{
    private const string Tools = "nanoFramework.Tools.";

    [Fact]
    public void BuildingApp_Packages_AreThoseOfTheFirmware()
    {
        string text = File.ReadAllText(Path.Combine(SharedFolder.Repository, "docs", "building-app.md"));
        IEnumerable<string> expected = DeviceProject.All.Values
            .SelectMany(project => project.Value.Packages.Select(package => $"{package.Key} {package.Value}"))
            .Distinct()
            .Order(StringComparer.Ordinal);

        IEnumerable<string> actual = Download().Matches(text)
            .Select(match => $"{match.Groups[1].Value} {match.Groups[2].Value}")
            .Where(package => !package.StartsWith(Tools, StringComparison.Ordinal));

        Assert.Equal(expected, actual.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex("""<PackageDownload Include="([^"]+)" Version="\[([^"]+)\]" />""")]
    private static partial Regex Download();
}
