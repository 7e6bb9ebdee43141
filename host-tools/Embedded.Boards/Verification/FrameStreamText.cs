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
            : $"{port.Name} is empty; record the board's console again.",
        FrameStreamEnd.OtherFirmware => port.IsLive
            ? $"{port.Name} sends no line of this project's console; check --baud, or flash the firmware and the application."
            : $"{port.Name} holds no line of a board's console; name a file with the bytes that a board printed.",
        FrameStreamEnd.BoardError => $"The board stopped with \"{stream.Facts.LastError?.Text}\"; docs/console.md says what it means and what to do.",
        FrameStreamEnd.NoFrames => Setting("its frames", settings, model),
        FrameStreamEnd.Stalled => $"{port.Name} fell silent; press the board's reset button, or wait longer for a slow one with --timeout.",
        _ => null,
    };

    /// <summary>The board does not print something that a setting of its model would make it print.</summary>
    /// <param name="what">What is not printed.</param>
    /// <param name="settings">The settings to switch on.</param>
    /// <param name="model">The model's file as the user names it.</param>
    public static string Setting(string what, string settings, string model) =>
        $"The board does not print {what}; run `embedded set {model} {settings}` and flash the model again.";
}
