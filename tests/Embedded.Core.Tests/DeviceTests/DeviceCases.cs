// SPDX-License-Identifier: MIT
// What tests/device/Generated holds: models in base64, seeds in place of inputs and frames, and the numbers that the PC computes for them.
using System.Globalization;
using System.Text;
using Embedded.Compiler.Formats.Emb;
using Embedded.Decision;
using Embedded.DeviceTests;
using Embedded.Inference;
using Embedded.Inference.Kernels;
using Embedded.Testing;
using Embedded.Vision;

namespace Embedded.Core.Tests.DeviceTests;

/// <summary>Writes the cases of tests/device as C#.</summary>
internal static class DeviceCases
{
    private const int CasesPerKind = 4;
    private const int MostModelBytes = 576;
    private const int MostDamagedBytes = 12;

    /// <summary>Names and contents of the files of tests/device/Generated.</summary>
    public static IReadOnlyDictionary<string, string> Files() => new Dictionary<string, string>
    {
        ["OperatorCases.cs"] = Class("OperatorCases", Models([.. Operators(), .. TieOperators.All()], hasOutput: false)),
        ["NetworkCases.cs"] = Class("NetworkCases", Models([.. Networks()], hasOutput: true)),
        ["FrameCases.cs"] = Class("FrameCases", "    public const int Columns = 9;\n\n" + Rows("uint", "Rows", 9, Frames())),
        ["ArithmeticCases.cs"] = Class("ArithmeticCases", Arithmetic()),
        ["DamageCases.cs"] = Class("DamageCases", Damages()),
        ["DecisionCases.cs"] = Class("DecisionCases", Rows("uint", "Rows", 4, Decisions())),
    };

    /// <summary>In the order of the tests of OperatorTests.</summary>
    private static IEnumerable<byte[]> Operators() =>
        Enum.GetValues<OperatorKind>().SelectMany(kind =>
            Enumerable.Range(0, 1000).Select(seed => RandomOperator.Draw(kind, seed).File).Where(file => file.Length <= MostModelBytes).Take(CasesPerKind));

    private static IEnumerable<byte[]> Networks()
    {
        string folder = Path.Combine(SharedFolder.Repository, "tests", "vectors", "v1");
        yield return File.ReadAllBytes(Path.Combine(folder, "tiny.emb"));
        yield return File.ReadAllBytes(Path.Combine(folder, "mobilenet-v1.emb"));
        yield return EmbWriter.Write(RandomGraph.MobileNetV2(1, size: 10, blocks: 2));
    }

    private static string Models(byte[][] files, bool hasOutput)
    {
        var runs = files.Select((file, seed) => Run(file, seed)).ToArray();
        string text = $"    public const int Count = {files.Length};\n\n"
            + Method("string", "Model", files.Select(file => $"\"{Convert.ToBase64String(file)}\""))
            + "\n" + Method("uint[]", "Sums", runs.Select(run => $"new uint[] {{ {string.Join(", ", run.Sums.Select(Hex))} }}"));
        return hasOutput ? text + "\n" + Method("byte[]", "Output", runs.Select(run => $"new byte[] {{ {string.Join(", ", run.Output.Select(value => (byte)value))} }}")) : text;
    }

    /// <summary>Sums and output of the reference kernels.</summary>
    /// <param name="file">The model file.</param>
    /// <param name="seed">Of the input's noise: the index of the case.</param>
    public static (uint[] Sums, sbyte[] Output) Run(byte[] file, int seed)
    {
        var interpreter = new Interpreter(ModelReader.Read(new SegmentedModel(file)), new ReferenceKernels());
        var engine = new ArenaEngine(interpreter);
        Model model = engine.Model;
        var sums = new uint[1 + model.Operators.Length];
        var output = new sbyte[model.Output.Count];
        new Noise(seed).Fill(interpreter.Arena, model.Input.Offset, model.Input.Count);
        engine.Run(sums);
        engine.CopyOutput(output);
        return (sums, output);
    }

    private static IEnumerable<uint> Frames()
    {
        var random = new Random(1);
        var rows = new List<uint>();
        foreach (PixelFormat format in Enum.GetValues<PixelFormat>())
        {
            for (int row = 0; row < 8; row++)
            {
                int channels = (row & 1) == 0 ? 3 : 1;
                int resize = row >> 1 & 1;
                int table = row >= 6 ? 1 : 0;
                bool isEnlarged = row is 2 or 5;
                uint[] values =
                [
                    (uint)format, (uint)random.Next(1, isEnlarged ? 9 : 50), (uint)random.Next(1, isEnlarged ? 9 : 50),
                    (uint)random.Next(8, 17), (uint)random.Next(8, 17), (uint)channels, (uint)resize, (uint)table, 0,
                ];
                rows.AddRange(values);
            }
        }

        uint[] all = [.. rows];
        for (int at = 0; at < all.Length; at += 9)
        {
            all[at + 8] = PreprocessorTests.Run(all, at);
        }

        return all;
    }

    private static string Arithmetic()
    {
        var random = new Random(1);
        int[] accumulators = [0, 1, -1, 127, -128, 1 << 20, -(1 << 20), int.MaxValue, int.MinValue, .. Enumerable.Range(0, 15).Select(_ => random.Next(int.MinValue, int.MaxValue) >> random.Next(24))];
        int[] multipliers = [1 << 30, int.MaxValue, 0x5A827999];
        int[] products = [.. accumulators.SelectMany(accumulator => multipliers.SelectMany(multiplier =>
        {
            int shift = random.Next(-31, 6);
            return new[] { accumulator, multiplier, shift, FixedPoint.Multiply(accumulator, multiplier, shift) };
        }))];
        int[] requantized = [.. accumulators.SelectMany(accumulator =>
        {
            int[] row = [accumulator, random.Next(1 << 30, int.MaxValue), random.Next(-20, 2), random.Next(-128, 128), random.Next(-128, 0), random.Next(0, 128)];
            return row.Append(FixedPoint.Requantize(row[0], row[1], row[2], row[3], row[4], row[5]));
        })];
        int[] exponents = [0, -1, int.MinValue, -(1 << 24), -(1 << 26), .. Enumerable.Range(0, 27).Select(_ => -(random.Next() >> random.Next(12)))];
        int[] ratios = [0, 1, int.MaxValue, 1 << 30, .. Enumerable.Range(0, 12).Select(_ => random.Next())];
        var crc = new Crc32();
        crc.Add(new Noise(1).Bytes(1000), 0, 1000);
        return $"    public const uint NoiseCrc = {Hex(crc.Value)};\n\n"
            + Rows("int", "Products", 4, products.Select(value => (long)value)) + "\n"
            + Rows("int", "Requantized", 7, requantized.Select(value => (long)value)) + "\n"
            + Rows("int", "Exponentials", 2, exponents.SelectMany(x => new long[] { x, SoftmaxMath.Exp(x) })) + "\n"
            + Rows("int", "Reciprocals", 2, ratios.SelectMany(x => new long[] { x, SoftmaxMath.OneOverOnePlus(x) }));
    }

    /// <summary>Two damages for each code that a few changed bytes can bring about.</summary>
    private static string Damages()
    {
        byte[] file = Networks().First();
        var rows = new SortedDictionary<int, List<string>>();
        for (int seed = 0; seed < 20_000; seed++)
        {
            byte[] damaged = FileMutation.Apply(file, seed).File;
            int[] places = [.. Enumerable.Range(0, damaged.Length).Where(at => damaged[at] != (at < file.Length ? file[at] : 0))];
            if (places.Length > MostDamagedBytes || places.Length == 0 && damaged.Length == file.Length)
            {
                continue;
            }

            try
            {
                ModelReader.Read(new SegmentedModel(damaged));
            }
            catch (ModelFormatException exception)
            {
                List<string> of = rows.TryGetValue(exception.Code, out List<string>? known) ? known : rows[exception.Code] = [];
                if (of.Count < 2)
                {
                    int[] row = [exception.Code, exception.Index, damaged.Length, .. places.SelectMany(at => new[] { at, damaged[at] })];
                    of.Add($"new int[] {{ {string.Join(", ", row)} }}");
                }
            }
        }

        string[] all = [.. rows.Values.SelectMany(of => of)];
        return $"    public const int Count = {all.Length};\n\n" + Method("int[]", "Damage", all);
    }

    private static IEnumerable<uint> Decisions()
    {
        uint[] all = [1, 50, 5, 0, 4, 50, 5, 0, 3, 61, 2, 0, 32, 0, 10, 0, 7, 100, 1, 0];
        for (int at = 0; at < all.Length; at += 4)
        {
            all[at + 3] = Embedded.DeviceTests.DeciderTests.Run(all, at);
        }

        return all;
    }

    private static string Class(string name, string body) =>
        $"// <auto-generated>Made by DeviceCasesTests, which says how to make it again.</auto-generated>\nnamespace Embedded.DeviceTests.Generated;\n\npublic static class {name}\n{{\n{body}}}\n";

    private static string Method(string type, string name, IEnumerable<string> values)
    {
        var text = new StringBuilder($"    public static {type} {name}(int index)\n    {{\n        switch (index)\n        {{\n");
        string[] all = [.. values];
        for (int index = 0; index < all.Length; index++)
        {
            text.Append(CultureInfo.InvariantCulture, $"            {(index + 1 < all.Length ? $"case {index}" : "default")}:\n                return {all[index]};\n");
        }

        return text.Append("        }\n    }\n").ToString();
    }

    private static string Rows(string type, string name, int columns, IEnumerable<uint> values) => Rows(type, name, columns, values.Select(value => (long)value));

    private static string Rows(string type, string name, int columns, IEnumerable<long> values) =>
        $"    public static {type}[] {name}()\n    {{\n        return new {type}[]\n        {{\n"
        + string.Concat(values.Chunk(columns).Select(row => $"            {string.Join(", ", row)},\n")) + "        };\n    }\n";

    private static string Hex(uint value) => $"0x{value:x8}";
}
