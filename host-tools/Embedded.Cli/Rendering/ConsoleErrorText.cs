// SPDX-License-Identifier: MIT
using Embedded.Boards;

namespace Embedded.Cli.Rendering;

/// <summary>A board's error as a sentence of a command.</summary>
internal static class ConsoleErrorText
{
    /// <summary>One sentence for a line such as "! M103 index=-1" or "! B103".</summary>
    public static string Of(string line) => $"the board stopped with {Words(line)}";

    /// <summary>One sentence for a model that the board passed over, null for one that it runs: the line "# slot 0 sequence=1 model=752c455b state=B103".</summary>
    public static string? OfSlot(string line)
    {
        string state = line.Split(" state=")[^1].Split(' ')[0];
        return state is "used" or "spare" or "empty" ? null : $"the board passed the model over with {Words($"! {state} index=-1")}";
    }

    private static string Words(string line) => ConsoleParser.Parse(line) is ErrorLine error ? ConsoleErrors.Of(error).ToString() : line;
}
