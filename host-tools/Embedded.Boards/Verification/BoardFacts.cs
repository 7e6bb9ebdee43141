// SPDX-License-Identifier: MIT
using System.Collections.Immutable;
using System.Globalization;

namespace Embedded.Boards;

/// <summary>What a board said about itself at its last boot, as far as it was heard. Boot lines carry no check, so a fact may be damaged.</summary>
public sealed class BoardFacts
{
    // Replaced, never changed: whoever works with frames asks while the listener goes on.
    private ImmutableDictionary<string, IReadOnlyDictionary<string, string>> _facts = ImmutableDictionary<string, IReadOnlyDictionary<string, string>>.Empty;

    /// <summary>Lines of docs/console.md that were heard.</summary>
    public long KnownLines { get; private set; }

    /// <summary>Predictions that were heard.</summary>
    public long Predictions { get; private set; }

    /// <summary>The error that was the last line; null if others came behind it.</summary>
    public ErrorLine? LastError { get; private set; }

    /// <summary>Some boot fact was heard.</summary>
    public bool IsBootHeard => _facts.Count > 0;

    /// <summary>CRC-32 in the header of the model that runs; null if it was not heard.</summary>
    public uint? ModelCrc => Text("model", "crc") is { Length: 8 } text && uint.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint crc) ? crc : null;

    /// <summary>Whether the model's setting print-frames is on; null if it was not heard.</summary>
    public bool? PrintsFrames => Flag("frames");

    /// <summary>Whether the model's setting print-trace is on; null if it was not heard.</summary>
    public bool? PrintsTrace => Flag("trace");

    /// <summary>Takes a line.</summary>
    public void Add(ConsoleLine line)
    {
        if (line is OtherLine)
        {
            return;
        }

        KnownLines++;
        LastError = line as ErrorLine;
        Predictions += line is PredictionLine ? 1 : 0;
        if (line is BootLine boot)
        {
            if (boot.Word == "embedded")
            {
                _facts = _facts.Clear();
            }

            _facts = _facts.SetItem(boot.Word, boot.Fields);
        }
    }

    /// <summary>A field of a boot fact such as <c># camera size=96x96</c>; null if it was not heard.</summary>
    /// <param name="word">What the fact is about: camera.</param>
    /// <param name="field">Name of the field: size.</param>
    public string? Text(string word, string field) => _facts.TryGetValue(word, out IReadOnlyDictionary<string, string>? fields) ? fields.GetValueOrDefault(field) : null;

    private bool? Flag(string field) => Text("decision", field) switch
    {
        "0" => false,
        "1" => true,
        _ => null,
    };
}
