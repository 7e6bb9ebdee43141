// SPDX-License-Identifier: MIT
namespace Embedded.Cli.Rendering;

/// <summary>Command lines to be copied.</summary>
internal static class CommandText
{
    private const string Plain = "_-+=.,:/\\@%~";

    /// <summary>"embedded" and its words, those with blanks and the like in quotes.</summary>
    public static string Of(params string[] words) => "embedded " + string.Join(' ', words.Select(Quote));

    /// <summary>The word, in quotes if a shell would see more than one in it.</summary>
    public static string Quote(string word) =>
        word.Length > 0 && word.All(letter => char.IsLetterOrDigit(letter) || Plain.Contains(letter)) ? word : $"\"{word}\"";
}
