// SPDX-License-Identifier: MIT
using System.CommandLine;
using Embedded.Cli.Shell;

namespace Embedded.Cli.Tests;

public class HelpTests
{
    public static TheoryData<string> Verbs => [.. AllVerbs().Select(PathOf)];

    [Fact]
    public void Run_NoArguments_ShowsHelpAndIsAUsageError()
    {
        CliRun run = CliRun.Of();

        Assert.Equal(ExitCode.Usage, run.Code);
        Assert.Contains("embedded demo", run.Out);
    }

    [Fact]
    public void Help_Root_ListsEveryCommandAndTheExitCodes()
    {
        CliRun run = CliRun.Of("--help");

        Assert.Equal(ExitCode.Ok, run.Code);
        Assert.Empty(run.Error);
        string[] commands = ["demo", "data", "train", "compare", "report", "quantize", "import", "export", "eval", "predict", "trace", "inspect", "set", "decide", "simulate", "monitor", "build-app", "pack", "flash", "capture", "verify", "boards", "models"];
        Assert.All(commands, command => Assert.Contains($"\n  {command} ", run.Out));
        Assert.Contains(ExitCode.Summary, run.Out);
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public void Help_EveryVerb_EndsWithExamplesOfItself(string path)
    {
        CliRun run = CliRun.Of([.. path.Split(' '), "--help"]);

        Assert.Equal(ExitCode.Ok, run.Code);
        string[] examples = [.. run.Lines.SkipWhile(line => line != "Examples:").Skip(1).TakeWhile(line => line.Length > 0)];
        Assert.NotEmpty(examples);
        Assert.All(examples, example => Assert.StartsWith($"  embedded {path}", example));
        Assert.All(new[] { "--json", "--quiet", "--verbose", "--seed", "--threads" }, option => Assert.Contains(option, run.Out));
    }

    [Fact]
    public void Examples_AllOfThem_AreValidCommandLines()
    {
        IEnumerable<string> examples = [.. CommandLineApp.RootExamples, .. AllVerbs().SelectMany(verb => verb.Examples)];
        Assert.All(examples, example =>
        {
            string[] args = example.Split('>')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..];
            Assert.Null(ParseErrorText.Of(CommandLineApp.CreateRoot(new SharedOptions()).Parse(args)));
        });
    }

    [Fact]
    public void Version_Asked_IsPrinted()
    {
        CliRun run = CliRun.Of("--version");

        Assert.Equal(ExitCode.Ok, run.Code);
        Assert.NotEmpty(run.Out);
    }

    private static IEnumerable<VerbCommand> AllVerbs()
    {
        Command root = CommandLineApp.CreateRoot(new SharedOptions());
        return root.Subcommands.Concat(root.Subcommands.SelectMany(command => command.Subcommands)).OfType<VerbCommand>();
    }

    private static string PathOf(VerbCommand verb) =>
        string.Join(' ', verb.Parents.OfType<Command>().TakeWhile(command => command is not RootCommand).Select(command => command.Name).Append(verb.Name));
}
