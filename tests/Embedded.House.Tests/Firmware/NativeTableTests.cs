// SPDX-License-Identifier: MIT
// nanoCLR calls native methods by their place in a table, and refuses to start when the checksum over their names differs. Both
// are made from the C# declarations, so a change there without one in the table must not pass.
using System.Globalization;
using System.Text.RegularExpressions;
using Embedded.Testing;

namespace Embedded.House.Tests.Firmware;

public partial class NativeTableTests
{
    private const uint MetadataProcessorChecksum = 0x39686F3E; // printed by the metadata processor itself for these declarations

    private static readonly NativeSurface s_surface =
        NativeSurface.Of("Embedded.Native", [.. SourceFile.Below(".cs", "firmware/Native").Where(file => !file.Path.Contains("AssemblyInfo")).Select(file => file.Text)]);

    private static string Table => SourceFile.Below(".cpp", "firmware/Native/clr").Single(file => file.Path.EndsWith("/embedded_native.cpp", StringComparison.Ordinal)).Text;

    private static string Header => SourceFile.Below(".h", "firmware/Native/clr").Single(file => file.Path.EndsWith("/embedded_native.h", StringComparison.Ordinal)).Text;

    [Fact]
    public void Surface_OfTheDeclarations_HasTheMetadataProcessorsChecksum()
    {
        Assert.Equal(16, s_surface.Methods.Count);
        Assert.Equal(MetadataProcessorChecksum, s_surface.Checksum);
    }

    [Fact]
    public void Table_OfTheFirmware_HasTheMethodsOfTheDeclarationsInOrder()
    {
        Dictionary<string, string> classes = Alias().Matches(Table).ToDictionary(match => match.Groups[2].Value, match => match.Groups[1].Value);
        string entries = Entries().Match(Table).Groups[1].Value;

        Assert.Equal(s_surface.Methods, Entry().Matches(entries).Select(match => (classes[match.Groups[1].Value], match.Groups[2].Value)));
        Assert.Equal(s_surface.Methods.Count, entries.Split(',').Count(entry => entry.Trim().Length > 0));
    }

    [Fact]
    public void Header_OfTheFirmware_DeclaresTheMethods() =>
        Assert.Equal(s_surface.Methods.Select(method => method.Method), Declaration().Matches(Header).Select(match => match.Groups[1].Value));

    [Fact]
    public void Constants_OfTheFirmware_AreChecksumAndVersionOfTheDeclarations()
    {
        Match found = AsNanoFrameworkReadsIt().Match(Table);
        Assert.True(found.Success, "nanoFramework's build would not find checksum and version");
        Assert.Equal(s_surface.Checksum, uint.Parse(found.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture));

        string assemblyInfo = SourceFile.Below(".cs", "firmware/Native/Properties").Single().Text;
        Assert.Equal(Version().Match(assemblyInfo).Groups[1].Value, string.Join('.', Enumerable.Range(2, 4).Select(group => found.Groups[group].Value)));
        Assert.Contains("\"Embedded.Native\",", Table);
        Assert.Contains($"0x{s_surface.Checksum:X8}", File.ReadAllText(Path.Combine(SharedFolder.Repository, "docs", "native-interop.md")));
    }

    [Theory]
    [InlineData("int Open(int slot)", "int Open(byte slot)")]
    [InlineData("int Open(int slot)", "int Start(int slot)")]
    [InlineData("class NativeModel", "class NativeStore")]
    public void Surface_ChangedDeclaration_HasAnotherChecksum(string before, string after)
    {
        string[] sources = [.. SourceFile.Below(".cs", "firmware/Native").Where(file => !file.Path.Contains("AssemblyInfo")).Select(file => file.Text)];
        Assert.Contains(sources, source => source.Contains(before));

        Assert.NotEqual(s_surface.Checksum, NativeSurface.Of("Embedded.Native", [.. sources.Select(source => source.Replace(before, after))]).Checksum);
    }

    [GeneratedRegex(@"typedef Library_Embedded_Native_(\w+) (\w+);")]
    private static partial Regex Alias();

    [GeneratedRegex(@"method_lookup\[\] = \{(.*?)\};", RegexOptions.Singleline)]
    private static partial Regex Entries();

    [GeneratedRegex(@"(\w+)::(\w+),")]
    private static partial Regex Entry();

    [GeneratedRegex(@"NANOCLR_NATIVE_DECLARE\((\w+)\);")]
    private static partial Regex Declaration();

    [GeneratedRegex("AssemblyNativeVersion\\(\"([0-9.]+)\"\\)")]
    private static partial Regex Version();

    /// <summary>The form in which the CMake code of nanoFramework looks for the two.</summary>
    [GeneratedRegex(@"[ \t\r\n]+CLR_RT_NativeAssemblyData[ \t\r\n]+g_CLR_AssemblyNative_Embedded_Native[ \t\r\n]*=[^{]+{[^0]+0x([0-9A-Za-z]+)[^{]+{[ \t\r\n]*([0-9]+)[ \t\r\n]*,[ \t\r\n]*([0-9]+)[ \t\r\n]*,[ \t\r\n]*([0-9]+)[ \t\r\n]*,[ \t\r\n]*([0-9]+)")]
    private static partial Regex AsNanoFrameworkReadsIt();
}
