// SPDX-License-Identifier: MIT
// An assembly of nanoFramework holds less than 64 KB of constant data, and more is dropped without a word. So a model becomes several
// small projects with one array each, and one class that puts them together. The arrays are returned by methods: a static field
// would take up the heap from the start, a method's array is free again when the model has been read.
using System.Globalization;
using System.Text;
using Embedded.Compiler.Formats.Emb;

namespace Embedded.Compiler.Formats.Source;

/// <summary>A model as C# that a nanoFramework project embeds.</summary>
public static class CSharpResource
{
    /// <summary>Bytes of one data assembly.</summary>
    public const int SegmentBytes = 58_000;

    /// <summary>What the class that opens the model is called.</summary>
    public static string NameOf(string name) => SourceName.ForCSharp(name) + "Resource";

    /// <summary>Relative paths and contents: NAME.cs, and NAMEData0 and so on with a project each.</summary>
    public static IReadOnlyList<KeyValuePair<string, byte[]>> Write(EmbFile file, string name)
    {
        string type = SourceName.ForCSharp(name);
        byte[][] segments = [.. file.Bytes.Chunk(SegmentBytes)];
        var files = new List<KeyValuePair<string, byte[]>> { DataProject.Text($"{type}.cs", Opener(type, file, segments.Length)) };
        for (int index = 0; index < segments.Length; index++)
        {
            string project = $"{type}Data{index}";
            files.AddRange(DataProject.Files(project, @"..\packages", Segment(project, segments[index])));
        }

        return files;
    }

    private static string Opener(string type, EmbFile file, int count)
    {
        string segments = string.Join("\n", Enumerable.Range(0, count).Select(index => $"            {type}Data{index}.Segment.Bytes(),"));
        return $$"""
            // Made by `embedded export --to csharp-resource`: {{file.Bytes.Length.ToString(CultureInfo.InvariantCulture)}} bytes, CRC-32 {{file.Model.Crc:x8}}.
            // Add this file to your project, add the {{count}} projects {{type}}Data* to your solution and reference them, then:
            //     Model model = ModelReader.Read({{type}}Resource.Open());
            using Embedded.Inference;

            public static class {{type}}Resource
            {
                /// <summary>The model's bytes; read it at once and let go of this, the arrays take as much memory as the file.</summary>
                public static IModelSource Open()
                {
                    return new SegmentedModel(new byte[][]
                    {
            {{segments}}
                    });
                }
            }

            """;
    }

    private static string Segment(string project, byte[] bytes)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"namespace {project}\n{{\n    public static class Segment\n    {{\n        public static byte[] Bytes()\n        {{\n            return new byte[]\n            {{\n");
        DataProject.AppendBytes(text, bytes, "                ");
        return text.Append("            };\n        }\n    }\n}\n").ToString();
    }
}
