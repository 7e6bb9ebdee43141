// SPDX-License-Identifier: MIT
using System.Globalization;
using Embedded.Cli.Inputs;
using Embedded.Compiler.Formats.Emb;
using Embedded.Device;

namespace Embedded.Cli.Rendering;

/// <summary>A board's error line in words; docs/console.md has the table.</summary>
internal static class ConsoleErrorText
{
    /// <summary>One sentence for a line such as "! M103 index=-1" or "! B103".</summary>
    public static string Of(string line)
    {
        string[] words = line.Split(' ');
        int code = int.Parse(words[1][1..], CultureInfo.InvariantCulture);
        string text = words[1][0] switch
        {
            'M' => ModelErrorText.Of(code, int.Parse(words[2].Split('=')[1], CultureInfo.InvariantCulture)),
            'C' => "the camera gives no frame for this model; see the lines of its events",
            _ => code switch
            {
                DeviceError.OutOfMemory => "the model does not fit into the chip's memory; use a smaller network",
                DeviceError.InputIsNoPicture => "the model's input is no picture; use a model for pictures",
                DeviceError.OutputIsNoProbability => BoardFit.NoProbabilities,
                _ => "a defect of the program",
            },
        };
        return $"the board stopped with {words[1]}: {text}";
    }

    /// <summary>One sentence for a model that the board passed over, null for one that it runs: the line "# slot 0 sequence=1 model=752c455b state=B103".</summary>
    public static string? OfSlot(string line)
    {
        string state = line.Split(" state=")[^1].Split(' ')[0];
        return state is "used" or "spare" or "empty" ? null : Of($"! {state} index=-1").Replace("the board stopped with", "the board passed the model over with");
    }
}
