// SPDX-License-Identifier: MIT
namespace Embedded.Boards;

/// <summary>Why no frames came, in words.</summary>
public static class FrameStreamText
{
    /// <summary>One sentence with a remedy; null where nothing is wrong with the board: somebody stopped it, or the recording is at its end.</summary>
    /// <param name="stream">What was listened to.</param>
    /// <param name="port">Where.</param>
    /// <param name="settings">What the model must print: "print-frames=on".</param>
    /// <param name="model">The model's file as the user names it.</param>
    public static string? Of(FrameStream stream, IBoardPort port, string settings, string model) => stream.End switch
    {
        FrameStreamEnd.Silent => port.IsLive
            ? $"{port.Name} is silent; check power and wires (the board's TX at the adapter's RX, GND at GND), take GPIO0 off GND and press reset."
            : PortText.Empty(port.Name),
        FrameStreamEnd.OtherFirmware => port.IsLive
            ? $"{port.Name} sends no line of this project's console; check --baud, or flash the firmware and the application."
            : PortText.NoConsole(port.Name),
        FrameStreamEnd.BoardError => $"The board stopped with \"{stream.Facts.LastError?.Text}\"; docs/console.md says what it means and what to do.",
        FrameStreamEnd.NoFrames => Setting(port, "its frames", settings, model),
        FrameStreamEnd.Torn => PortText.Torn(port, FrameStream.TornFrames),
        FrameStreamEnd.Stalled => stream.IsGone
            ? $"{port.Name} is gone and did not come back; put the cable in again or start the board, or wait longer for it with --timeout."
            : $"{port.Name} fell silent; press the board's reset button, or wait longer for a slow one with --timeout.",
        _ => null,
    };

    /// <summary>The board does not print something that a setting of its model would make it print.</summary>
    /// <param name="port">Where it was looked for.</param>
    /// <param name="what">What is not printed.</param>
    /// <param name="settings">The settings to switch on.</param>
    /// <param name="model">The model's file as the user names it.</param>
    public static string Setting(IBoardPort port, string what, string settings, string model)
    {
        string remedy = $"run `embedded set {model} {settings}` and flash the model again";
        return port.IsLive ? $"The board does not print {what}; {remedy}." : $"The board of {port.Name} did not print {what}; {remedy}, then record it anew.";
    }
}
