// SPDX-License-Identifier: MIT
using System.Globalization;
using Embedded.Compiler.Analysis;
using Embedded.Decision;

namespace Embedded.Compiler.Formats.Emb;

/// <summary>Decision and print settings as "key=value" texts.</summary>
public static class DecisionText
{
    /// <summary>The keys with the values they take.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Keys { get; } =
    [
        new("threshold", "0 to 100, per cent below which the answer is \"unknown\""),
        new("smoothing", $"1 to {DecisionSettings.MaxSmoothing}, frames whose probabilities are averaged"),
        new("led-class", "a label of the model (without labels the number of an output), or none: the class that lights the LED"),
        new("led", "status, flash or none: which LED of the board"),
        new("print-frames", "on or off: print every captured frame, base64"),
        new("print-trace", "on or off: print a CRC-32 per operator and the raw outputs"),
    ];

    /// <summary>The settings, in the order of <see cref="Keys"/>.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Write(DecisionSettings settings, IReadOnlyList<string> labels) =>
    [
        new("threshold", settings.Threshold.ToString(CultureInfo.InvariantCulture)),
        new("smoothing", settings.Smoothing.ToString(CultureInfo.InvariantCulture)),
        new("led-class", settings.LedClass < 0 ? "none" : settings.LedClass < labels.Count ? labels[settings.LedClass] : settings.LedClass.ToString(CultureInfo.InvariantCulture)),
        new("led", settings.Led switch { LedKind.Status => "status", LedKind.Flash => "flash", _ => "none" }),
        new("print-frames", settings.PrintFrames ? "on" : "off"),
        new("print-trace", settings.PrintTrace ? "on" : "off"),
    ];

    /// <summary>Changes one setting.</summary>
    /// <param name="settings">What is changed.</param>
    /// <param name="labels">The model's labels.</param>
    /// <param name="assignment">"key=value".</param>
    /// <exception cref="FormatException">No assignment, an unknown key, or a value out of its range; the message says what is allowed.</exception>
    public static void Apply(DecisionSettings settings, IReadOnlyList<string> labels, string assignment)
    {
        int equals = assignment.IndexOf('=');
        if (equals < 1)
        {
            throw new FormatException($"\"{assignment}\" is no setting; write KEY=VALUE, where KEY is one of {KeyNames}");
        }

        string key = assignment[..equals];
        string value = assignment[(equals + 1)..];
        switch (key)
        {
            case "threshold":
                settings.Threshold = Number(key, value, 0, 100);
                break;
            case "smoothing":
                settings.Smoothing = Number(key, value, 1, DecisionSettings.MaxSmoothing);
                break;
            case "led-class":
                settings.LedClass = Label(value, labels);
                break;
            case "led":
                settings.Led = Led(value);
                break;
            case "print-frames":
                settings.PrintFrames = Switch(key, value);
                break;
            case "print-trace":
                settings.PrintTrace = Switch(key, value);
                break;
            default:
                throw new FormatException($"there is no setting \"{key}\"; the settings are {KeyNames}");
        }
    }

    private static string KeyNames => string.Join(", ", Keys.Select(key => key.Key));

    private static int Number(string key, string value, int minimum, int maximum) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= minimum && number <= maximum
            ? number
            : throw new FormatException($"{key}={value} is not possible; {key} is a whole number from {minimum} to {maximum}");

    private static int Label(string value, IReadOnlyList<string> labels)
    {
        for (int index = 0; index < labels.Count; index++)
        {
            if (labels[index] == value)
            {
                return index;
            }
        }

        if (labels.Count == 0 && value != "none")
        {
            return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
                ? number
                : throw new FormatException($"led-class={value} is not possible; the model has no labels, so give the number of an output, or none, or import it with --labels");
        }

        return value == "none" ? -1 : throw new FormatException($"led-class={value} is not possible; the model's classes are {LabelMapping.Listed(labels)}, or none");
    }

    private static LedKind Led(string value) => value switch
    {
        "none" => LedKind.None,
        "status" => LedKind.Status,
        "flash" => LedKind.Flash,
        _ => throw new FormatException($"led={value} is not possible; led is status, flash or none"),
    };

    private static bool Switch(string key, string value) => value switch
    {
        "on" => true,
        "off" => false,
        _ => throw new FormatException($"{key}={value} is not possible; {key} is on or off"),
    };
}
