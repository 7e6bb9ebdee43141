// SPDX-License-Identifier: MIT
using System.Globalization;

namespace Embedded.Compiler.Formats.Source;

/// <summary>Identifiers from file names.</summary>
internal static class SourceName
{
    // What a file may be called in small letters but no array in C or C++.
    private static readonly HashSet<string> s_keywords =
    [
        .. ("alignas alignof and and_eq asm auto bitand bitor bool break case catch char class compl const constexpr const_cast continue decltype default delete "
            + "do double dynamic_cast else enum explicit export extern false float for friend goto if inline int long mutable namespace new noexcept not "
            + "not_eq nullptr operator or or_eq private protected public register reinterpret_cast restrict return short signed sizeof static static_assert "
            + "static_cast struct switch template this thread_local throw true try typedef typeid typename typeof union unsigned using virtual void volatile "
            + "wchar_t while xor xor_eq main").Split(' '),
    ];

    /// <summary>Such as "my_model_2".</summary>
    public static string ForC(string name)
    {
        string cleaned = string.Concat(name.Select(character => char.IsAsciiLetterOrDigit(character) ? character : '_'));
        return cleaned.Length == 0 || char.IsAsciiDigit(cleaned[0]) || s_keywords.Contains(cleaned) ? "model_" + cleaned : cleaned;
    }

    /// <summary>Such as "MyModel2".</summary>
    public static string ForCSharp(string name)
    {
        string[] words = ForC(name).Split('_', StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 ? "Model" : string.Concat(words.Select(word => word[..1].ToUpper(CultureInfo.InvariantCulture) + word[1..]));
    }
}
