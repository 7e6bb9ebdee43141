// SPDX-License-Identifier: MIT
using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Embedded.Inference;
using Embedded.Vision;

namespace Embedded.Boards;

/// <summary>Reads lines of docs/console.md. What does not match its grammar to the last character is an <see cref="OtherLine"/>.</summary>
public static partial class ConsoleParser
{
    private const string Guess = " ([A-Za-z0-9_.~-]+) (100|[0-9]{1,2})%";
    private const string More = "((?: [a-z][a-z0-9]*=[!-~]+)*?)";
    private const RegexOptions Options = RegexOptions.CultureInvariant;

    private static readonly SearchValues<char> s_hex = SearchValues.Create("0123456789abcdef");

    /// <summary>Reads one line; a prediction behind something that lost its line's end is found by its check.</summary>
    /// <param name="text">The line without its end.</param>
    public static ConsoleLine Parse(string text)
    {
        ConsoleLine? line = ParseWhole(text);
        for (int at = text.IndexOf("> ", 1 < text.Length ? 1 : text.Length, StringComparison.Ordinal); line == null && at >= 0; at = text.IndexOf("> ", at + 1, StringComparison.Ordinal))
        {
            line = Prediction(text[at..]);
        }

        return line ?? new OtherLine(text);
    }

    private static ConsoleLine? ParseWhole(string text) => text.Length < 3 || text[1] != ' ' ? null : text[0] switch
    {
        '#' => Boot(text),
        '>' => Prediction(text),
        '!' => Error(text),
        'p' => Picture(text),
        'c' => Check(text),
        'f' => FrameLine(text),
        't' => Trace(text),
        'o' => Outputs(text),
        's' => Sum(text),
        _ => null,
    };

    private static ConsoleLine? Boot(string text)
    {
        if (LabelsPattern().Match(text) is { Success: true } labels && Number(labels.Groups[1]) is int first)
        {
            return new LabelsLine(text, first, labels.Groups[2].Value.TrimStart().Split(' '));
        }

        if (SlotPattern().Match(text) is { Success: true } slot && Number(slot.Groups[1]) is int index
            && uint.TryParse(slot.Groups[2].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out uint sequence))
        {
            return new SlotLine(text, index, sequence, slot.Groups[3].Success ? Hex(slot.Groups[3]) : null, slot.Groups[4].Value);
        }

        Match match = BootPattern().Match(text);
        return match.Success ? new BootLine(text, match.Groups[1].Value, Fields(match.Groups[2].Value)) : null;
    }

    private static PredictionLine? Prediction(string text)
    {
        Match match = PredictionPattern().Match(text);
        return match.Success
            && Hex(match.Groups[11]) == (Crc32.Of(Encoding.ASCII.GetBytes(text[..^7])) & 0xFFFF)
            && Number(match.Groups[1]) is int frame
            && Number(match.Groups[7]) is int capture && Number(match.Groups[8]) is int preprocess && Number(match.Groups[9]) is int inference
                ? new PredictionLine(text, frame, match.Groups[2].Success,
                    new Guess(match.Groups[3].Value, int.Parse(match.Groups[4].Value, CultureInfo.InvariantCulture)),
                    match.Groups[5].Success ? new Guess(match.Groups[5].Value, int.Parse(match.Groups[6].Value, CultureInfo.InvariantCulture)) : null,
                    capture, preprocess, inference)
                : null;
    }

    private static ErrorLine? Error(string text)
    {
        Match match = ErrorPattern().Match(text);
        return match.Success && Number(match.Groups[2]) is int code
            ? new ErrorLine(text, match.Groups[1].Value[0], code, Fields(match.Groups[3].Value))
            : null;
    }

    private static PictureLine? Picture(string text)
    {
        Match match = PicturePattern().Match(text);
        return match.Success && Number(match.Groups[1]) is int frame ? new PictureLine(text, frame, match.Groups[2].Value) : null;
    }

    private static CheckLine? Check(string text)
    {
        Match match = CheckPattern().Match(text);
        return match.Success && Number(match.Groups[1]) is int frame ? new CheckLine(text, frame, match.Groups[2].Value == "same") : null;
    }

    private static ConsoleLine? FrameLine(string text)
    {
        if (text.Length > 2 && FrameBytes(text, out FrameBytesLine? part))
        {
            return part;
        }

        if (FrameEndPattern().Match(text) is { Success: true } end)
        {
            return Number(end.Groups[1]) is int frame ? new FrameEndLine(text, frame, Hex(end.Groups[2])) : null;
        }

        Match start = FrameStartPattern().Match(text);
        if (!start.Success || Number(start.Groups[1]) is not int number || Number(start.Groups[2]) is not int width || Number(start.Groups[3]) is not int height
            || Number(start.Groups[5]) is not int count || width is < 1 or > 16384 || height is < 1 or > 16384)
        {
            return null;
        }

        PixelFormat format = start.Groups[4].Value switch
        {
            "gray8" => PixelFormat.Gray8,
            "rgb888" => PixelFormat.Rgb888,
            "rgb565le" => PixelFormat.Rgb565LittleEndian,
            _ => PixelFormat.Rgb565BigEndian,
        };
        return count == (long)width * height * Frame.BytesPerPixel(format) ? new FrameStartLine(text, number, width, height, format) : null;
    }

    /// <summary>A line of a frame's bytes, which are most of all lines: read without garbage.</summary>
    /// <returns>False if the line is of another kind; the line is null if it is damaged.</returns>
    private static bool FrameBytes(string text, out FrameBytesLine? line)
    {
        line = null;
        ReadOnlySpan<char> rest = text.AsSpan(2);
        ReadOnlySpan<char> first = Word(ref rest);
        ReadOnlySpan<char> second = Word(ref rest);
        if (!int.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out int offset))
        {
            return false;
        }

        ReadOnlySpan<char> base64 = Word(ref rest);
        Span<byte> bytes = stackalloc byte[ConsoleDecoder.MaxLine];
        if (int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out int frame)
            && base64.Length <= ConsoleDecoder.MaxLine && Convert.TryFromBase64Chars(base64, bytes, out int count) && count > 0
            && rest.Length == 8 && !rest.ContainsAnyExcept(s_hex))
        {
            byte[] pixels = bytes[..count].ToArray();
            line = Crc32.Of(pixels) == uint.Parse(rest, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) ? new FrameBytesLine(text, frame, offset, pixels) : null;
        }

        return true;
    }

    /// <summary>Takes what is before the next space.</summary>
    private static ReadOnlySpan<char> Word(ref ReadOnlySpan<char> rest)
    {
        int space = rest.IndexOf(' ');
        ReadOnlySpan<char> word = space < 0 ? rest : rest[..space];
        rest = space < 0 ? [] : rest[(space + 1)..];
        return word;
    }

    private static TraceLine? Trace(string text)
    {
        Match match = TracePattern().Match(text);
        int? index = match.Groups[2].Value == "input" ? -1 : Number(match.Groups[2]);
        return match.Success && Number(match.Groups[1]) is int frame && index is int op ? new TraceLine(text, frame, op, Hex(match.Groups[3])) : null;
    }

    private static OutputLine? Outputs(string text)
    {
        Match match = OutputPattern().Match(text);
        if (!match.Success || Number(match.Groups[1]) is not int frame || Number(match.Groups[2]) is not int first)
        {
            return null;
        }

        string[] words = match.Groups[3].Value.TrimStart().Split(' ');
        var values = new sbyte[words.Length];
        for (int index = 0; index < words.Length; index++)
        {
            if (!sbyte.TryParse(words[index], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out values[index]))
            {
                return null;
            }
        }

        return new OutputLine(text, frame, first, values);
    }

    private static SumLine? Sum(string text)
    {
        Match match = SumPattern().Match(text);
        return match.Success && Number(match.Groups[1]) is int frame ? new SumLine(text, frame, Hex(match.Groups[2])) : null;
    }

    private static Dictionary<string, string> Fields(string text)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string field in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            int at = field.IndexOf('=');
            fields[field[..at]] = field[(at + 1)..];
        }

        return fields;
    }

    private static int? Number(Group group) =>
        int.TryParse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;

    private static uint Hex(Group group) => uint.Parse(group.ValueSpan, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    [GeneratedRegex("^# labels ([0-9]+)((?: [A-Za-z0-9_.~-]+)+)\\z", Options)]
    private static partial Regex LabelsPattern();

    [GeneratedRegex("^# slot ([0-9]+) sequence=([0-9]+)(?: model=([0-9a-f]{8}))? state=([a-z]+|[MB][0-9]+)" + More + "\\z", Options)]
    private static partial Regex SlotPattern();

    [GeneratedRegex("^# ([a-z]+)" + More + "\\z", Options)]
    private static partial Regex BootPattern();

    [GeneratedRegex("^> ([0-9]+)( unknown(?= [^ ]+ [0-9]+%))?" + Guess + "(?:" + Guess + ")? ms=([0-9]+)/([0-9]+)/([0-9]+)" + More + " c=([0-9a-f]{4})\\z", Options)]
    private static partial Regex PredictionPattern();

    [GeneratedRegex("^! ([A-Z])([0-9]+)" + More + "\\z", Options)]
    private static partial Regex ErrorPattern();

    [GeneratedRegex("^p ([0-9]+) ([A-Za-z0-9_.~-]+)" + More + "\\z", Options)]
    private static partial Regex PicturePattern();

    [GeneratedRegex("^c ([0-9]+) (same|differs)" + More + "\\z", Options)]
    private static partial Regex CheckPattern();

    [GeneratedRegex("^f ([0-9]+) start size=([0-9]+)x([0-9]+) format=(gray8|rgb888|rgb565le|rgb565be) bytes=([0-9]+)" + More + "\\z", Options)]
    private static partial Regex FrameStartPattern();

    [GeneratedRegex("^f ([0-9]+) end crc=([0-9a-f]{8})" + More + "\\z", Options)]
    private static partial Regex FrameEndPattern();

    [GeneratedRegex("^t ([0-9]+) (input|[0-9]+) ([0-9a-f]{8})\\z", Options)]
    private static partial Regex TracePattern();

    [GeneratedRegex("^o ([0-9]+) ([0-9]+)((?: -?[0-9]+)+)\\z", Options)]
    private static partial Regex OutputPattern();

    [GeneratedRegex("^s ([0-9]+) ([0-9a-f]{8})" + More + "\\z", Options)]
    private static partial Regex SumPattern();
}
