// SPDX-License-Identifier: MIT
using Embedded.Boards;
using Embedded.Cli.Inputs;
using Embedded.Cli.Pipeline;
using Spectre.Console;

namespace Embedded.Cli.Rendering;

/// <summary>Says what was written to a board.</summary>
internal static class FlashView
{
    public static void Render(IAnsiConsole console, FlashResult result)
    {
        for (int index = 0; index < result.Plan.Steps.Count; index++)
        {
            FlashStep step = result.Plan.Steps[index];
            string bytes = step.Bytes > 0 ? $", {Numbers.Bytes(step.Bytes)}" : "";
            console.MarkupLineInterpolated($"wrote {step.Title}{bytes}{(result.Verified[index] ? ", read back and compared" : "")}");
        }
    }

    public static object Document(FlashTask task, FlashPlan plan, NanoffTool tool, FlashResult? result) => new
    {
        board = task.Request.Board.Name,
        port = task.Request.Port,
        dryRun = result == null,
        steps = plan.Steps.Select((step, index) => new
        {
            writes = step.Kind.ToString().ToLowerInvariant(),
            address = step.Address < 0 ? (int?)null : step.Address,
            bytes = step.Bytes == 0 ? (int?)null : step.Bytes,
            command = tool.CommandLine(step, CommandText.Quote),
            reason = step.Reason,
            verified = result?.Verified[index],
        }),
        notes = plan.Notes,
        slot = result?.Choice?.Slot,
        sequence = result?.Choice?.Sequence,
    };
}
