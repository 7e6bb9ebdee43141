// SPDX-License-Identifier: MIT
using System.CommandLine;
using Embedded.Cli.Inputs;
using Embedded.Cli.Rebuilding;
using Embedded.Cli.Shell;
using Embedded.Testing;

namespace Embedded.Cli.Tests;

public class StepPathsTests
{
    private static readonly string[] s_noPaths =
    [
        "--arch", "--optimizer", "--device", "--method", "--observer", "--weights", "--range", "--to", "--name", "--bytes", "--engine", "--board", "KEY=VALUE", "decide --camera",
    ];

    public static TheoryData<string> Verbs => [.. StepPaths.Verbs];

    public static TheoryData<string> Models => [.. Directory.EnumerateFiles(Path.Combine(SharedFolder.Repository, "models"), ModelFiguresFile.Name, SearchOption.AllDirectories).Select(file => Path.GetFileName(Path.GetDirectoryName(file)!))];

    [Theory]
    [MemberData(nameof(Verbs))]
    public void RoleOf_EveryTextOfACommand_IsAPathOrKnownToBeNone(string verb)
    {
        Command command = CommandLineApp.CreateRoot(new SharedOptions()).Parse(verb.Split(' ')).CommandResult.Command;
        Assert.IsAssignableFrom<VerbCommand>(command);

        IEnumerable<string> texts = [.. command.Arguments.Where(argument => IsText(argument.ValueType)).Select(argument => argument.Name), .. command.Options.Where(option => IsText(option.ValueType)).Select(option => option.Name)];

        Assert.All(texts, name => Assert.True((StepPaths.RoleOf(verb, name) != null) != (s_noPaths.Contains(name) || s_noPaths.Contains($"{verb} {name}")), $"{verb} {name}: a path?"));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Parse_EveryModelsCommands_AreSteps(string name)
    {
        IReadOnlyList<string> commands = ModelFiguresFile.Load(Path.Combine(SharedFolder.Repository, "models", name)).Commands;

        Assert.All(commands.Index(), command => Assert.Equal(command.Item, RebuildStep.Parse(command.Index + 1, command.Item, name, "", []).Line));
    }

    [Fact]
    public void Parse_Paths_LeadIntoTheFolder()
    {
        RebuildStep step = RebuildStep.Parse(2, "embedded train a/b --out run --teacher x y --teacher-scores=s --init \"my net.tflite\" --arch mobilenet-v2 --seed 3", "f", "in", [("--seed", "5"), ("--threads", "1")]);

        Assert.Equal(["train", In("a/b"), "--out", In("run"), "--teacher", In("x"), In("y"), "--teacher-scores", In("s"), "--init", In("my net.tflite"), "--arch", "mobilenet-v2", "--seed", "3", "--threads", "1"], step.Arguments);
        Assert.Equal(["a/b", "x", "y", "my net.tflite"], step.Inputs.Select(word => word.Typed));
        Assert.Equal(["run"], step.Outputs.Select(word => word.Typed));

        RebuildStep changing = RebuildStep.Parse(1, "embedded decide m.emb d", "f", "", []);
        RebuildStep copying = RebuildStep.Parse(1, "embedded decide m.emb d --out n.emb", "f", "", []);
        Assert.Equal(["m.emb"], changing.Outputs.Select(word => word.Typed));
        Assert.Equal(["n.emb"], copying.Outputs.Select(word => word.Typed));

        static string In(string path) => Path.Combine("in", path);
    }

    private static bool IsText(Type type) => type == typeof(string) || type == typeof(string[]);
}
