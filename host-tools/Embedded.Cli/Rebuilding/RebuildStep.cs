// SPDX-License-Identifier: MIT
using System.CommandLine;
using System.CommandLine.Parsing;
using Embedded.Cli.Rendering;
using Embedded.Cli.Shell;

namespace Embedded.Cli.Rebuilding;

/// <summary>
/// One command of a model.json. Paths are led into the folder of the rebuild by rewriting the words of the command line that are paths:
/// commands hand paths on as text, and the process keeps its one current folder.
/// </summary>
/// <param name="Number">From 1.</param>
/// <param name="Command">As model.json has it, with the options that the user gave to all steps.</param>
/// <param name="Verb">Its verb, such as "train" or "data synth".</param>
/// <param name="Words">The whole command line without the program's name.</param>
internal sealed record RebuildStep(int Number, string Command, string Verb, IReadOnlyList<StepWord> Words)
{
    /// <summary>The verb that a half-done step of goes on where it stopped.</summary>
    public const string Training = "train";

    private const string Program = "embedded";

    /// <summary>What must be there before.</summary>
    public IEnumerable<StepWord> Inputs => Words.Where(word => word.Role is PathRole.Read or PathRole.Change);

    /// <summary>What is there afterwards.</summary>
    public IEnumerable<StepWord> Outputs => Words.Where(word => word.Role is PathRole.Write or PathRole.Change);

    /// <summary>What the step makes anew.</summary>
    public IEnumerable<StepWord> Made => Words.Where(word => word.Role is PathRole.Write);

    /// <summary>The words to run.</summary>
    public IReadOnlyList<string> Arguments => [.. Words.Select(word => word.Text)];

    /// <summary>The line to run, to be read and copied.</summary>
    public string Line => CommandText.Of([.. Arguments]);

    /// <summary>The training that goes on: it keeps the pictures that it began with.</summary>
    public RebuildStep Resumed => this with { Words = [.. Words.Where(word => word.Name != "--without"), new("--resume", "--resume")] };

    /// <summary>Takes a command line apart.</summary>
    /// <param name="number">Its number, from 1.</param>
    /// <param name="command">The line, which begins with "embedded".</param>
    /// <param name="file">The model.json, for messages.</param>
    /// <param name="folder">Where its paths lead from; empty for the current folder.</param>
    /// <param name="shared">Options for every step; the command's own go before.</param>
    /// <exception cref="CommandException">It is none that a rebuild can run.</exception>
    public static RebuildStep Parse(int number, string command, string file, string folder, IEnumerable<(string Name, string Value)> shared)
    {
        string[] words = [.. CommandLineParser.SplitCommandLine(command)];
        (string Name, string Value)[] added = [.. shared.Where(option => !words.Contains(option.Name))];
        ParseResult parse = CommandLineApp.CreateRoot(new SharedOptions()).Parse([.. words.Skip(1), .. added.SelectMany(option => new[] { option.Name, option.Value })]);
        string? mistake = words is not [Program, ..] ? $"it does not begin with {Program}" : ParseErrorText.Of(parse);
        string verb = string.Join(' ', parse.Tokens.Where(token => token.Type == TokenType.Command).Select(token => token.Value));
        mistake ??= StepPaths.Verbs.Contains(verb) ? null : $"a rebuild runs only {string.Join(", ", StepPaths.Verbs)}";
        return mistake == null
            ? new RebuildStep(number, string.Join(' ', [command.Trim(), .. added.Select(option => $"{option.Name} {option.Value}")]), verb, [.. WordsOf(parse, verb, folder)])
            : throw CommandException.Input($"{file}: command {number}, {command}, cannot be run: {mistake}");
    }

    private static IEnumerable<StepWord> WordsOf(ParseResult parse, string verb, string folder)
    {
        var names = new Dictionary<Token, string>(ReferenceEqualityComparer.Instance);
        foreach (SymbolResult child in parse.CommandResult.Children)
        {
            string name = child is OptionResult option ? option.Option.Name : ((ArgumentResult)child).Argument.Name;
            foreach (Token token in child.Tokens)
            {
                names.TryAdd(token, name);
            }
        }

        bool isModelKept = verb == "decide" && parse.Tokens.Any(token => token.Type == TokenType.Option && token.Value == "--out");
        foreach (Token token in parse.Tokens)
        {
            string name = token.Type == TokenType.Option ? token.Value : names.GetValueOrDefault(token, "");
            PathRole? role = token.Type == TokenType.Argument ? StepPaths.RoleOf(verb, name) : null;
            role = role == PathRole.Change && isModelKept ? PathRole.Read : role;
            yield return new StepWord(token.Value, role == null || folder.Length == 0 ? token.Value : Path.Combine(folder, token.Value), name, role);
        }
    }
}
