// SPDX-License-Identifier: MIT
using static Embedded.Cli.Rebuilding.PathRole;

namespace Embedded.Cli.Rebuilding;

/// <summary>The commands that can be a step of a rebuild, and which of their arguments and options are paths.</summary>
internal static class StepPaths
{
    private static readonly Dictionary<string, Dictionary<string, PathRole>> s_verbs = new()
    {
        ["data synth"] = new() { ["DIR"] = Write },
        ["data check"] = new() { ["DIR"] = Read, ["--suspects"] = Read, ["--list"] = Write, ["--sheet"] = Write },
        ["train"] = new()
        {
            ["DATA"] = Read,
            ["--out"] = Write,
            ["--val"] = Read,
            ["--without"] = Read,
            ["--recipe"] = Read,
            ["--init"] = Read,
            ["--teacher"] = Read,
            ["--teacher-scores"] = Cache,
            ["--qat"] = Read,
        },
        ["quantize"] = new() { ["RUN"] = Read, ["--calibration"] = Read, ["--labels"] = Read, ["--out"] = Write, ["--report"] = Write, ["--plot"] = Write },
        ["import"] = new() { ["NETWORK"] = Read, ["--labels"] = Read, ["--out"] = Write },
        ["export"] = new() { ["MODEL"] = Read, ["--pictures"] = Read, ["--out"] = Write },
        ["set"] = new() { ["MODEL"] = Change },
        ["decide"] = new() { ["MODEL"] = Change, ["DATA"] = Read, ["--unknown"] = Read, ["--out"] = Write },
        ["eval"] = new() { ["MODEL"] = Read, ["DATA"] = Read, ["--with"] = Read, ["--without"] = Read, ["--plot"] = Write, ["--reliability"] = Write },
        ["compare"] = new() { ["RUN"] = Read, ["--data"] = Read },
        ["report"] = new() { ["RUN"] = Read, ["--model"] = Read, ["--data"] = Read, ["--frames"] = Read, ["--calibration"] = Read, ["--out"] = Write },
    };

    /// <summary>The commands, as one types them.</summary>
    public static IEnumerable<string> Verbs => s_verbs.Keys;

    /// <summary>What the command does with this argument or option; null if it is no path.</summary>
    public static PathRole? RoleOf(string verb, string name) => s_verbs[verb].TryGetValue(name, out PathRole role) ? role : null;
}
