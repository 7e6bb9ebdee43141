// SPDX-License-Identifier: MIT
using System.Globalization;
using System.Text;
using Embedded.Inference;
using Embedded.NativeHost;
using Embedded.Vision;

namespace Embedded.NativeHost.Tests;

/// <summary>A file, damaged or not, and what is run on it: a raw input tensor, or a frame.</summary>
/// <param name="Name">For messages: where it was drawn, with its seed.</param>
/// <param name="File">The model file.</param>
/// <param name="Input">The input tensor; what is missing at its end is 0.</param>
/// <param name="Frame">Null, or a frame in place of the tensor.</param>
internal sealed record ConformanceCase(string Name, byte[] File, sbyte[] Input, Frame? Frame = null)
{
    /// <summary>What emb_tool prints for this case, computed by the C# engine: code and index, then a CRC-32 for each operator.</summary>
    public string Expected()
    {
        try
        {
            return Run(new Interpreter(ModelReader.Read(new SegmentedModel(File)), new ReferenceKernels()));
        }
        catch (ModelFormatException refused)
        {
            return Refusal(refused.Code, refused.Index);
        }
    }

    /// <summary>The same from the shared library.</summary>
    public string Native()
    {
        NativeStatus status = NativeEngine.Check(File, SmallArena);
        if (status.Code is not (0 or ArenaTooSmall))
        {
            return Refusal(status.Code, status.Index);
        }

        using var engine = new NativeEngine(File);
        return Run(engine);
    }

    private const int SmallArena = 1 << 13; // 2 bytes for each of 4,096 tensors: enough for every check
    private const int ArenaTooSmall = 152;

    private static string Refusal(int code, int index) => string.Create(CultureInfo.InvariantCulture, $"{code} {index}");

    private string Run(IEngine engine)
    {
        var sums = new Sums();
        Array.Fill(engine.Arena, (sbyte)99);
        Span<sbyte> input = engine.Arena.AsSpan(engine.Model.Input.Offset, engine.Model.Input.Count);
        if (Frame != null)
        {
            engine.SetInput(Frame);
            sums.Add(input);
        }
        else
        {
            input.Clear();
            Input.AsSpan(0, Math.Min(Input.Length, input.Length)).CopyTo(input);
        }

        engine.Observer = sums;
        engine.Run();
        return "0 -1" + sums;
    }

    private sealed class Sums : IOperatorObserver
    {
        private readonly StringBuilder _text = new();

        public void Add(ReadOnlySpan<sbyte> values)
        {
            var crc = new Crc32();
            crc.Add(values.ToArray(), 0, values.Length);
            _text.Append(CultureInfo.InvariantCulture, $" {crc.Value:x8}");
        }

        public void OnOperator(int index, Operator op, sbyte[] arena) => Add(arena.AsSpan(op.Output.Offset, op.Output.Count));

        public override string ToString() => _text.ToString();
    }
}
