// SPDX-License-Identifier: MIT
// An operator of the model may stand for several consecutive ones of the original network (Operator.SourceCount). Those that
// only move bytes are given their rows back: a PAD before a window that pads, RESHAPEs before a fully connected layer or after
// anything else. Nothing else may be folded: the original's bytes would not be known.
using Embedded.Inference;

namespace Embedded.Compiler.Analysis;

/// <summary>Runs one input tensor through the engine and notes every operator's output.</summary>
public sealed class Tracer : IOperatorObserver
{
    private readonly List<TraceRow> _rows = [];
    private readonly Dictionary<Tensor, sbyte[]> _outputs = [];
    private readonly Crc32 _crc = new();

    private Tracer()
    {
    }

    /// <summary>One row for each operator of the original network.</summary>
    /// <param name="model">The network.</param>
    /// <param name="kernels">Computes the operators.</param>
    /// <param name="input">[Model.Input.Count] int8 values.</param>
    /// <exception cref="ArgumentException">The input has another length.</exception>
    public static IReadOnlyList<TraceRow> Run(Model model, IKernels kernels, sbyte[] input) => Run(new Interpreter(model, kernels), input);

    /// <summary>One row for each operator of the original network.</summary>
    /// <param name="engine">Runs the network.</param>
    /// <param name="input">[Model.Input.Count] int8 values.</param>
    /// <exception cref="ArgumentException">The input has another length.</exception>
    public static IReadOnlyList<TraceRow> Run(IEngine engine, sbyte[] input)
    {
        Model model = engine.Model;
        if (input.Length != model.Input.Count)
        {
            throw new ArgumentException($"the network takes {model.Input.Count} values, not {input.Length}");
        }

        var tracer = new Tracer();
        tracer._outputs[model.Input] = input;
        engine.Observer = tracer;
        input.CopyTo(engine.Arena, model.Input.Offset);
        engine.Run();
        engine.Observer = null;
        return tracer._rows;
    }

    /// <inheritdoc />
    public void OnOperator(int index, Operator op, sbyte[] arena)
    {
        sbyte[] output = arena.AsSpan(op.Output.Offset, op.Output.Count).ToArray();
        _outputs[op.Output] = output;
        int folded = Math.Max(0, op.SourceCount - 1);
        bool isWindowed = op.Kind is OperatorKind.Conv2D or OperatorKind.DepthwiseConv2D or OperatorKind.AveragePool2D;
        bool hasPadding = op.PadTop + op.PadLeft + op.PadBottom + op.PadRight > 0;
        // A window's own output has rank 4, so that rank 2 tells of a reshape after it; its padding may then be its own.
        int pads = isWindowed && hasPadding && folded > (op.Output.Rank == 2 ? 1 : 0) ? 1 : 0;
        int before = op.Kind == OperatorKind.FullyConnected ? folded : 0;
        int source = op.SourceIndex;
        if (pads > 0)
        {
            string shape = $"1x{op.Input.Height + op.PadTop + op.PadBottom}x{op.Input.Width + op.PadLeft + op.PadRight}x{op.Input.Channels}";
            Append(source++, "PAD", shape, op.Input, Pad(op, _outputs[op.Input]));
        }

        for (int reshape = 0; reshape < before; reshape++)
        {
            Append(source++, "RESHAPE", $"1x{op.Input.Count}", op.Input, _outputs[op.Input]);
        }

        int after = folded - pads - before;
        bool isFlattened = after > 0 && op.Kind != OperatorKind.Softmax; // the operator itself still had rows and columns
        string own = isFlattened ? $"1x{op.Output.Height}x{op.Output.Width}x{op.Output.Channels}" : OperatorText.Shape(op.Output);
        Append(source++, OperatorText.Opcode(op.Kind), own, op.Output, output);
        for (int reshape = 0; reshape < after; reshape++)
        {
            Append(source++, "RESHAPE", OperatorText.Shape(op.Output), op.Output, output);
        }
    }

    private static sbyte[] Pad(Operator op, sbyte[] input)
    {
        int row = op.Input.Width * op.Input.Channels;
        int paddedRow = (op.Input.Width + op.PadLeft + op.PadRight) * op.Input.Channels;
        var padded = new sbyte[(op.Input.Height + op.PadTop + op.PadBottom) * paddedRow];
        Array.Fill(padded, (sbyte)op.Input.ZeroPoint);
        for (int y = 0; y < op.Input.Height; y++)
        {
            Array.Copy(input, y * row, padded, (y + op.PadTop) * paddedRow + op.PadLeft * op.Input.Channels, row);
        }

        return padded;
    }

    private void Append(int op, string opcode, string shape, Tensor quantization, sbyte[] bytes)
    {
        _crc.Reset();
        _crc.Add(bytes, 0, bytes.Length);
        int offset = _rows.Count == 0 ? 0 : _rows[^1].Offset + _rows[^1].Bytes;
        _rows.Add(new TraceRow(op, opcode, shape, OperatorText.ScaleOf(quantization), quantization.ZeroPoint, bytes.Length, offset, _crc.Value));
    }
}
