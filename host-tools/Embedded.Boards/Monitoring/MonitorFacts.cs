// SPDX-License-Identifier: MIT
using System.Globalization;

namespace Embedded.Boards;

/// <summary>What a board said of itself when it started.</summary>
internal sealed class MonitorFacts
{
    private readonly List<KeyValuePair<string, string>> _facts = [];
    private readonly SortedDictionary<int, string> _labels = [];

    /// <summary>The classes.</summary>
    public IReadOnlyList<string> Labels { get; private set; } = [];

    /// <summary>What and how much.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> List { get; private set; } = [];

    /// <summary>Version of the board's docs/console.md, 0 if it was not heard.</summary>
    public int ConsoleVersion { get; private set; }

    /// <summary>A new boot begins.</summary>
    public void Clear()
    {
        _facts.Clear();
        _labels.Clear();
        Labels = [];
        List = [];
        ConsoleVersion = 0;
    }

    /// <summary>Takes a boot line.</summary>
    public void Add(ConsoleLine line)
    {
        if (line is LabelsLine labels)
        {
            for (int index = 0; index < labels.Names.Count; index++)
            {
                _labels[labels.First + index] = labels.Names[index];
            }

            Labels = [.. _labels.Values];
        }
        else if (line is SlotLine slot)
        {
            string model = slot.Model == null ? "" : FormattableString.Invariant($", model {slot.Model:x8}, sequence {slot.Sequence}");
            _facts.Add(new(FormattableString.Invariant($"slot {slot.Slot}"), slot.State + model));
            List = [.. _facts];
        }
        else if (line is BootLine { Fields.Count: > 0 } boot)
        {
            Add(boot);
            List = [.. _facts];
        }
    }

    private void Add(BootLine line)
    {
        foreach ((string name, string value) in line.Fields)
        {
            if (line.Word == "embedded" && name == "console")
            {
                ConsoleVersion = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int version) ? version : 0;
                continue;
            }

            _facts.Add(new(line.Word == "embedded" ? name : $"{line.Word} {name}", Text(line.Word, name, value)));
        }
    }

    /// <summary>Bytes with their unit.</summary>
    private static string Text(string word, string name, string value) =>
        (word == "memory" || name is "psram" or "arena") && long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out long bytes)
            ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:#,0.#} KB")
            : value;
}
