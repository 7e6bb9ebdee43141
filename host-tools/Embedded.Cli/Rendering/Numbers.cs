// SPDX-License-Identifier: MIT
namespace Embedded.Cli.Rendering;

/// <summary>Numbers as people read them.</summary>
internal static class Numbers
{
    /// <summary>1,234,567.</summary>
    public static string Count(long value) => FormattableString.Invariant($"{value:N0}");

    /// <summary>"1 frame", "2 frames": how many of what.</summary>
    /// <param name="value">How many.</param>
    /// <param name="one">The word for one.</param>
    /// <param name="many">The word for others; null for <paramref name="one"/> with an s.</param>
    public static string Count(long value, string one, string? many = null) => $"{Count(value)} {(value == 1 ? one : many ?? one + "s")}";

    /// <summary>Bytes, from 10 KB on in KB of 1,024 bytes.</summary>
    public static string Bytes(long value) =>
        value < 10 * 1024 ? FormattableString.Invariant($"{value:N0} bytes")
        : value < 10 * 1024 * 1024 ? FormattableString.Invariant($"{value / 1024.0:N1} KB")
        : FormattableString.Invariant($"{value / (1024.0 * 1024):N1} MB");

    /// <summary>A share of 1 as per cent with one decimal.</summary>
    public static string Percent(double share) => FormattableString.Invariant($"{100 * share:0.0} %");

    /// <summary>How many times less: "8.4x".</summary>
    public static string Times(double factor) => FormattableString.Invariant($"{factor:0.0}x");

    /// <summary>3.2 s, 4:05, 1:02:03.</summary>
    public static string Duration(TimeSpan time) =>
        time.TotalSeconds < 60 ? FormattableString.Invariant($"{time.TotalSeconds:0.0} s")
        : time.TotalHours < 1 ? FormattableString.Invariant($"{(int)time.TotalMinutes}:{time.Seconds:00}")
        : FormattableString.Invariant($"{(int)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}");
}
