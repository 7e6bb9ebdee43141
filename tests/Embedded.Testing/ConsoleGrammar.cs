// SPDX-License-Identifier: MIT
using System.Text;
using System.Text.RegularExpressions;

namespace Embedded.Testing;

/// <summary>The grammar of docs/console.md, read from the document itself, so that text and firmware cannot part.</summary>
public sealed partial class ConsoleGrammar
{
    private readonly Dictionary<string, string> _rules = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Regex> _compiled = new(StringComparer.Ordinal);

    private ConsoleGrammar(string document)
    {
        Document = document;
        foreach (Match rule in Rule().Matches(Ebnf().Match(document).Groups[1].Value))
        {
            _rules.Add(rule.Groups[1].Value.Trim(), rule.Groups[2].Value);
        }
    }

    /// <summary>The text of docs/console.md.</summary>
    public string Document { get; }

    /// <summary>The lines of all examples in the document.</summary>
    public string[] Examples => [.. Console().Matches(Document).SelectMany(block => block.Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries))];

    /// <summary>Reads the document of this repository.</summary>
    public static ConsoleGrammar Load() => new(File.ReadAllText(Path.Combine(SharedFolder.Repository, "docs", "console.md")).ReplaceLineEndings("\n"));

    /// <summary>Whether the whole text is what a rule describes.</summary>
    public bool Matches(string rule, string text)
    {
        if (!_compiled.TryGetValue(rule, out Regex? regex))
        {
            regex = new Regex("^(?:" + Expand(rule, 0) + ")\\z", RegexOptions.CultureInvariant);
            _compiled.Add(rule, regex);
        }

        return regex.IsMatch(text);
    }

    /// <summary>The grammar is not recursive, so every rule is a regular expression.</summary>
    private string Expand(string rule, int depth)
    {
        if (depth > 20 || !_rules.TryGetValue(rule, out string? body))
        {
            throw new InvalidOperationException($"docs/console.md has no usable rule \"{rule}\".");
        }

        var pattern = new StringBuilder();
        foreach (Match token in Token().Matches(body))
        {
            pattern.Append(token.Value[0] switch
            {
                '"' => Regex.Escape(token.Value[1..^1]),
                '?' => "[" + token.Value[1..^1].Trim() + "]",
                ',' => "",
                '|' => "|",
                '(' or '[' or '{' => "(?:",
                ')' => ")",
                ']' => ")?",
                '}' => ")*",
                _ => "(?:" + Expand(token.Value.Trim(), depth + 1) + ")",
            });
        }

        return pattern.ToString();
    }

    [GeneratedRegex("```ebnf\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Ebnf();

    [GeneratedRegex("```console\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Console();

    [GeneratedRegex("^([a-z][a-z0-9 ]*?) *= (.*?) ;\n", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Rule();

    [GeneratedRegex("\"[^\"]*\"|\\? .*? \\?|[,|()\\[\\]{}]|[a-z][a-z0-9 ]*[a-z0-9]")]
    private static partial Regex Token();
}
