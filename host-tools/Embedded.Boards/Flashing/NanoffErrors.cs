// SPDX-License-Identifier: MIT
using System.Globalization;
using System.Text.RegularExpressions;

namespace Embedded.Boards;

/// <summary>
/// What a failure of nanoff means. Its codes are four digits, of which Unix keeps the remainder by 256; the code in its text is whole,
/// so the text counts first. The codes are those of nanoff 2.5 (ExitCodes.cs), the texts those of its ESP32 part.
/// </summary>
public static partial class NanoffErrors
{
    private const string Supply = "use a short cable and a good 5 V supply, and a slower --baud such as 115200";
    private const string Boot = "hold the board's BOOT button, or connect GPIO0 to GND, press reset, and run the command again";
    private const string Again = "see what it printed, and try again with a slower --baud such as 115200";
    private const string Port = "plug the board's adapter in, and see the names of the ports with: nanoff --listports";
    private const string Access = "close every other program that uses it (monitor, Visual Studio, a terminal), and on Linux join the group of the device: sudo usermod -aG dialout $USER, then log in again";

    private static readonly Dictionary<int, Meaning> s_meanings = new()
    {
        [2000] = new(true, $"nanoff could not connect to the board; {Boot}"),
        [4000] = new(true, $"nanoff's talk with the chip failed; {Boot}; if it fails again, {Supply}"),
        [4001] = new(true, "nanoFramework has no firmware for the size of this chip's flash; check that --board names the board that is connected"),
        [4002] = new(true, $"the chip's flash could not be erased; {Supply}"),
        [4003] = new(true, $"the chip's flash could not be written; {Supply}"),
        [4004] = new(true, $"the chip's flash could not be read; {Supply}"),
        [4005] = new(true, $"there is no port {{0}}, or another program has it; close monitor, Visual Studio and terminals, {Port}"),
        [6000] = new(true, $"the port {{0}} cannot be opened; {Access}"),
        [6001] = new(true, "nanoff was given no port; give --port"),
        [6002] = new(true, "another nanoFramework program has the port {0}; close the device explorer of Visual Studio or Visual Studio Code"),
        [7000] = new(true, "nanoff does not know this chip; check that --board names the board that is connected"),
        [9000] = new(false, "nanoff does not understand its arguments; update it with: dotnet tool update -g nanoff --allow-roll-forward"),
        [9005] = new(false, "nanoFramework has no firmware of this target, or its server does not answer; check the internet connection, and firmware.target in the board's description"),
        [9006] = new(false, "nanoff cannot make its folder for downloads; make room and see that you may write to your home folder"),
        [9007] = new(false, "nanoFramework's firmware could not be downloaded; it is needed for --firmware too: check the internet connection and run the command again"),
        [9008] = new(false, "nanoff does not find the file that it was to write; run the command again"),
        [9009] = new(false, "nanoff does not take the address; check the flash table in the board's description"),
        [9010] = new(true, $"nanoff finds no board; {Port}"),
        [9011] = new(false, "nanoff does not find the nanoCLR.bin; check the folder of --firmware"),
        [9012] = new(false, "nanoff takes only a nanoCLR whose name ends in .bin; name the folder that holds nanoCLR.bin"),
        [9014] = new(false, "nanoff cannot clear its folder for downloads; delete .nanoFramework in your home folder"),
        [9015] = new(false, "the firmware archive has no firmware of this target; check firmware.target in the board's description"),
    };

    /// <summary>Codes that writing an ESP32 can give.</summary>
    internal static IReadOnlyCollection<int> Known => s_meanings.Keys;

    /// <summary>The failure as an exception.</summary>
    /// <param name="exitCode">As the system gives it.</param>
    /// <param name="lines">What the tool printed.</param>
    /// <param name="port">The port, for the message.</param>
    public static FlashException Explain(int exitCode, IReadOnlyList<string> lines, string port)
    {
        int? code = CodeInText(lines) ?? CodeOf(exitCode);
        Meaning meaning = OfText(lines) ?? (code is int known && s_meanings.TryGetValue(known, out Meaning? found) ? found : Unknown(exitCode, code));
        string name = code is int number ? FormattableString.Invariant($" (nanoff E{number})") : "";
        return new FlashException(string.Format(CultureInfo.InvariantCulture, meaning.Text, port) + name)
        {
            IsDevice = meaning.IsDevice,
            IsBeforeWriting = code is 4005 or (>= 6000 and < 8000) or >= 9000,
            ToolOutput = lines,
        };
    }

    /// <summary>The code of an exit code, whole as Windows gives it or its low byte as Unix does; null if writing an ESP32 does not give it.</summary>
    internal static int? CodeOf(int exitCode)
    {
        int found = s_meanings.Keys.FirstOrDefault(code => code == exitCode || (exitCode is > 0 and < 256 && code % 256 == exitCode));
        return found == 0 ? null : found;
    }

    /// <summary>True if the .NET host says that nanoff's .NET is missing.</summary>
    internal static bool IsRuntimeMissing(IReadOnlyList<string> lines) =>
        Has(lines, "You must install or update .NET") || Has(lines, "framework 'Microsoft.NETCore.App', version");

    /// <summary>"Error E4005: ..." at normal verbosity, "E4005" below, perhaps behind the name of a step on the same line.</summary>
    private static int? CodeInText(IReadOnlyList<string> lines)
    {
        Match match = lines.Reverse().Select(line => CodePattern().Match(line)).FirstOrDefault(found => found.Success) ?? Match.Empty;
        return match.Success ? int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : null;
    }

    private static Meaning? OfText(IReadOnlyList<string> lines) =>
        IsRuntimeMissing(lines) ? new(false, $"nanoff needs a .NET that is not installed; install it anew with: {NanoffTool.InstallCommand}")
        : Has(lines, "Permission denied") || Has(lines, "is denied") || Has(lines, "resource busy") ? new(true, $"the port {{0}} may not be opened; {Access}")
        : Has(lines, "No sync response") || Has(lines, "Failed to connect to ESP32") ? new(true, $"the chip does not answer on {{0}}: it is not in download mode, or TX and RX are swapped; {Boot}")
        : Has(lines, "Unable to open serial port") ? new(true, $"there is no port {{0}}, or it went away; {Port}")
        : Has(lines, "MD5 of file does not match") ? new(true, $"the flash does not hold what was written; {Supply}")
        : Has(lines, "Failed to write partition") || Has(lines, "Lost connection") ? new(true, $"the connection to the chip broke while it was written; {Supply}")
        : Has(lines, "Failure to download package") ? s_meanings[9007]
        : Has(lines, "no firmware available for ESP32 with") ? s_meanings[4001]
        : null;

    private static Meaning Unknown(int exitCode, int? code) => new(false, exitCode switch
    {
        134 or 139 => "nanoff broke down; see what it printed, and update it with: dotnet tool update -g nanoff --allow-roll-forward",
        _ when code is null => FormattableString.Invariant($"nanoff failed and gives a reason that this command does not know, exit code {exitCode}; {Again}"),
        _ => $"nanoff failed and gives a reason that this command does not know; {Again}",
    });

    private static bool Has(IReadOnlyList<string> lines, string text) => lines.Any(line => line.Contains(text, StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex("(?<![A-Za-z0-9])E([1-9][0-9]{3})(?::|\\z)", RegexOptions.CultureInvariant)]
    private static partial Regex CodePattern();

    /// <param name="IsDevice">A port or board is to blame.</param>
    /// <param name="Text">One sentence; {0} is the port.</param>
    private sealed record Meaning(bool IsDevice, string Text);
}
