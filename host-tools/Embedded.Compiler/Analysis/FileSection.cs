// SPDX-License-Identifier: MIT
using Embedded.Inference;

namespace Embedded.Compiler.Analysis;

/// <summary>One part of an .emb file.</summary>
/// <param name="Name">Four letters, or "header".</param>
/// <param name="Holds">What is in it.</param>
/// <param name="Position">Of its first byte.</param>
/// <param name="Bytes">Without the padding to the next section.</param>
public sealed record FileSection(string Name, string Holds, int Position, int Bytes)
{
    /// <summary>The header and every section, in file order.</summary>
    public static IReadOnlyList<FileSection> AllOf(SectionTable table)
    {
        var sections = new List<FileSection>
        {
            new("header", "magic, version, CRC-32, section table", 0, EmbFormat.HeaderBytes + table.Count * EmbFormat.SectionBytes),
        };
        for (int row = 0; row < table.Count; row++)
        {
            uint id = table.Id(row);
            string name = string.Concat(Enumerable.Range(0, 4).Select(index => (char)((id >> (8 * index)) & 0xFF)));
            sections.Add(new FileSection(name, Describe(id), table.Start(id), table.Length(id)));
        }

        return [.. sections.OrderBy(section => section.Position)];
    }

    private static string Describe(uint id) => id switch
    {
        EmbFormat.InputSection => "input size and preprocessing",
        EmbFormat.TensorSection => "shapes, scales, arena offsets",
        EmbFormat.OperatorSection => "operators",
        EmbFormat.ConstantSection => "weights, biases, multipliers, shifts",
        EmbFormat.LabelSection => "class names",
        EmbFormat.DecisionSection => "decision and print settings",
        EmbFormat.NoteSection => "notes for people",
        _ => "unknown to these tools",
    };
}
