// SPDX-License-Identifier: MIT
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;

namespace Embedded.Cli.Shell;

/// <summary>The first thing that is wrong with a command line, in one sentence; null if nothing is.</summary>
internal static partial class ParseErrorText
{
    public static string? Of(ParseResult parse)
    {
        // A list argument would take a mistyped option for one of its values.
        Token? option = parse.Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash)
            .FirstOrDefault(token => token.Type == TokenType.Argument && token.Value.StartsWith("--", StringComparison.Ordinal));
        if (option != null)
        {
            return $"there is no option {option.Value} here; see embedded {Path(parse)}--help";
        }

        // "Unrecognized" names the mistake; "was not provided" and "missing" follow from it.
        ParseError? error = parse.Errors.FirstOrDefault(error => error.Message.Contains("Unrecognized")) ?? parse.Errors.FirstOrDefault();
        string? mistake = error != null ? Plain(error.Message) : EmptyName(parse) is string name ? $"{name} is empty; give it a value" : null;
        return mistake == null ? null : $"{mistake}; see embedded {Path(parse)}--help";
    }

    /// <summary>The argument or option that was given "" as its value.</summary>
    private static string? EmptyName(ParseResult parse) => parse.CommandResult.Children
        .Where(child => child.Tokens.Any(token => token.Value.Length == 0))
        .Select(child => child is ArgumentResult argument ? argument.Argument.Name : ((OptionResult)child).Option.Name)
        .FirstOrDefault();

    private static string Plain(string message)
    {
        string line = Whitespace().Replace(message, " ").Trim().TrimEnd('.');
        return ExpectedType().Replace(line, match => match.Value.Contains("Double") ? ": a number is expected" : ": a whole number is expected");
    }

    private static string Path(ParseResult parse)
    {
        string path = "";
        for (CommandResult? result = parse.CommandResult; result?.Command is not (null or RootCommand); result = result.Parent as CommandResult)
        {
            path = $"{result.Command.Name} {path}";
        }

        return path;
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Whitespace();

    [GeneratedRegex(" as expected type '.*(Double|Int32|Int64).*'")]
    private static partial Regex ExpectedType();
}
