// SPDX-License-Identifier: MIT
using System.Globalization;

namespace Embedded.Compiler.Formats.Source;

/// <summary>Identifiers from file names.</summary>
internal static class SourceName
{
    /// <summary>Such as "my_model_2".</summary>
    public static string ForC(string name)
    {
        string cleaned = string.Concat(name.Select(character => char.IsAsciiLetterOrDigit(character) ? character : '_'));
        return cleaned.Length == 0 || char.IsAsciiDigit(cleaned[0]) ? "model_" + cleaned : cleaned;
    }

    /// <summary>Such as "MyModel2".</summary>
    public static string ForCSharp(string name)
    {
        string[] words = ForC(name).Split('_', StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 ? "Model" : string.Concat(words.Select(word => word[..1].ToUpper(CultureInfo.InvariantCulture) + word[1..]));
    }
}
