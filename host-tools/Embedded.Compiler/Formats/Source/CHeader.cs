// SPDX-License-Identifier: MIT
using System.Globalization;
using System.Text;
using Embedded.Compiler.Formats.Emb;
using Embedded.Inference;

namespace Embedded.Compiler.Formats.Source;

/// <summary>A model as a C array, for programs in C and Arduino sketches: constant, so that it stays in flash.</summary>
public static class CHeader
{
    private const int BytesPerLine = 16;

    /// <summary>What stands above the array: input, classes, size.</summary>
    public static IReadOnlyList<string> Describe(EmbFile file, bool asTfLite)
    {
        Model model = file.Model;
        string pixels = model.InputSpec == null ? "no picture" : model.InputSpec.PixelToInt8 == null ? "int8 = pixel - 128" : "through the pixel table of the .emb file";
        return
        [
            asTfLite ? "TensorFlow Lite model, schema version 3" : "Embedded model, .emb version 1 (docs/model-format.md)",
            string.Create(CultureInfo.InvariantCulture, $"input {model.Input.Height} x {model.Input.Width} x {model.Input.Channels} int8, {pixels}"),
            string.Create(CultureInfo.InvariantCulture, $"output {model.Output.Count} int8: {string.Join(", ", model.Labels)}"),
            asTfLite ? "arena: as TensorFlow Lite Micro plans it" : string.Create(CultureInfo.InvariantCulture, $"arena {model.ArenaBytes} bytes, CRC-32 {model.Crc:x8}"),
        ];
    }

    /// <summary>What the array is called.</summary>
    public static string NameOf(string name) => SourceName.ForC(name);

    /// <summary>The header's text in UTF-8.</summary>
    /// <param name="bytes">The model.</param>
    /// <param name="name">Becomes the array's name: letters, digits, underscores.</param>
    /// <param name="description">Lines for a comment.</param>
    public static byte[] Write(byte[] bytes, string name, IReadOnlyList<string> description)
    {
        string array = NameOf(name);
        string guard = array.ToUpperInvariant() + "_H";
        var text = new StringBuilder();
        foreach (string line in description)
        {
            text.Append("/* ").Append(Comment(line)).Append(" */\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"#ifndef {guard}\n#define {guard}\n\n#define {array.ToUpperInvariant()}_SIZE {bytes.Length}u\n\n");
        text.Append("#if defined(__cplusplus) && __cplusplus >= 201103L\nalignas(16)\n#elif defined(__GNUC__) || defined(__clang__)\n__attribute__((aligned(16)))\n#elif defined(__STDC_VERSION__) && __STDC_VERSION__ >= 201112L\n_Alignas(16)\n#endif\n");
        text.Append(CultureInfo.InvariantCulture, $"static const unsigned char {array}[{bytes.Length}] = {{\n");
        for (int start = 0; start < bytes.Length; start += BytesPerLine)
        {
            text.Append("  ");
            foreach (byte value in bytes.AsSpan(start, Math.Min(BytesPerLine, bytes.Length - start)))
            {
                text.Append(CultureInfo.InvariantCulture, $"0x{value:x2},");
            }

            text.Append('\n');
        }

        text.Append("};\n\n#endif\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>Text that neither ends a comment nor seems to begin another.</summary>
    private static string Comment(string text) =>
        text.Replace("*/", "* /", StringComparison.Ordinal).Replace("/*", "/ *", StringComparison.Ordinal).ReplaceLineEndings(" ");
}
