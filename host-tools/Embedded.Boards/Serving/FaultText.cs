// SPDX-License-Identifier: MIT
using System.Globalization;

namespace Embedded.Boards;

/// <summary>Faults as a user writes them: <c>flips=0.01,torn=0.02,resets=200,slow=50ms</c>.</summary>
public static class FaultText
{
    private const int LongestSlowness = 10000; // milliseconds
    private const int LongestPeriod = 10000000; // lines

    /// <summary>The names, and what their values mean.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Keys { get; } =
    [
        new("flips", "share of bytes with one wrong bit, 0 to 1"),
        new("torn", "share of lines that break off, 0 to 1"),
        new("noise", "share of lines with noise before them, 0 to 1"),
        new("framing", "lines after which Wire Protocol packets begin, and after as many end"),
        new("resets", $"the board resets in mid-line, about every so many lines, {FaultOptions.MinPeriod} or more"),
        new("unplug", "the cable is pulled for a second, about every so many lines; needs --tcp"),
        new("slow", "the camera is late with frames by up to so many milliseconds: 50ms"),
    ];

    /// <summary>Reads a list of faults.</summary>
    /// <param name="text">Names and values, separated by commas.</param>
    /// <param name="seed">Decides where the damage is.</param>
    /// <exception cref="FormatException">An unknown name or an impossible value; the message is one sentence.</exception>
    public static FaultOptions Parse(string text, int seed)
    {
        var faults = new FaultOptions { Seed = seed };
        foreach (string part in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            string[] words = part.Split('=', 2);
            string value = words.Length == 2 ? words[1] : "";
            faults = words[0] switch
            {
                "flips" => faults with { FlippedBytes = Share(part, value) },
                "torn" => faults with { TornLines = Share(part, value) },
                "noise" => faults with { NoisyLines = Share(part, value) },
                "framing" => faults with { FramingPeriod = Whole(part, value, 1, LongestPeriod) },
                "resets" => faults with { ResetPeriod = Whole(part, value, FaultOptions.MinPeriod, LongestPeriod) },
                "unplug" => faults with { UnplugPeriod = Whole(part, value, FaultOptions.MinPeriod, LongestPeriod) },
                "slow" => faults with { SlowFrames = TimeSpan.FromMilliseconds(Whole(part, value.EndsWith("ms", StringComparison.Ordinal) ? value[..^2] : "", 1, LongestSlowness, "ms")) },
                _ => throw new FormatException($"{part} is no fault; there are {string.Join(", ", Keys.Select(key => key.Key))}"),
            };
        }

        return faults;
    }

    private static double Share(string part, string value) =>
        double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double share) && share is >= 0 and <= 1
            ? share
            : throw new FormatException($"{part} is no share; give a number from 0 to 1, such as {part.Split('=')[0]}=0.01");

    private static int Whole(string part, string value, int minimum, int maximum, string unit = "") =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= minimum && number <= maximum
            ? number
            : throw new FormatException($"{part} cannot be; give {part.Split('=')[0]} a whole number from {minimum}{unit} to {maximum}{unit}");
}
