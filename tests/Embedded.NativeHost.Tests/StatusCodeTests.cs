// SPDX-License-Identifier: MIT
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Embedded.Inference;
using Embedded.Testing;
using Embedded.Vision;

namespace Embedded.NativeHost.Tests;

/// <summary>emb.h and the C# engine use the same numbers.</summary>
public partial class StatusCodeTests
{
    private static readonly Dictionary<string, int> Header = Constant()
        .Matches(File.ReadAllText(Path.Combine(SharedFolder.Repository, "firmware", "Native", "c", "emb.h")))
        .ToDictionary(match => match.Groups[1].Value, match => int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture));

    [Fact]
    public void Codes_ModelErrors_HaveTheSameNamesAndNumbers()
    {
        Dictionary<string, int> expected = typeof(ModelError).GetFields(BindingFlags.Public | BindingFlags.Static)
            .ToDictionary(field => "EMB_" + Word().Replace(field.Name, "_").ToUpperInvariant(), field => (int)field.GetRawConstantValue()!);
        Assert.Equal(expected.OrderBy(pair => pair.Value), Header.Where(pair => pair.Value is >= 100 and < 150).OrderBy(pair => pair.Value));
    }

    [Fact]
    public void Formats_Pixels_HaveTheSameNumbers()
    {
        Assert.Equal((int)PixelFormat.Gray8, Header["EMB_GRAY8"]);
        Assert.Equal((int)PixelFormat.Rgb888, Header["EMB_RGB888"]);
        Assert.Equal((int)PixelFormat.Rgb565LittleEndian, Header["EMB_RGB565_LITTLE_ENDIAN"]);
        Assert.Equal((int)PixelFormat.Rgb565BigEndian, Header["EMB_RGB565_BIG_ENDIAN"]);
    }

    [GeneratedRegex(@"\b(EMB_[A-Z0-9_]+) = (\d+)")]
    private static partial Regex Constant();

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")]
    private static partial Regex Word();
}
