// SPDX-License-Identifier: MIT
// An operator of the model may stand for several consecutive ones of the original network (Operator.SourceCount). Those that
// only move bytes are given their rows back: a PAD before a window that pads, a RESHAPE before a fully connected layer or after
// anything else. Other foldings change numbers, so that the original's bytes are not known; they are refused.
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
    public static IReadOnlyList<TraceRow> Run(Model model, IKernels kernels, sbyte[] input)
    {
        if (input.Length != model.Input.Count)
        {
            throw new ArgumentException($"the network takes {model.Input.Count} values, not {input.Length}");
        }

        var tracer = new Tracer();
        tracer._outputs[model.Input] = input;
        var interpreter = new Interpreter(model, kernels) { Observer = tracer };
        input.CopyTo(interpreter.Arena, model.Input.Offset);
        interpreter.Run();
        return tracer._rows;
    }

    /// <inheritdoc />
    public void OnOperator(int index, Operator op, sbyte[] arena)
    {
        sbyte[] output = arena.AsSpan(op.Output.Offset, op.Output.Count).ToArray();
        _outputs[op.Output] = output;
        if (op.SourceCount <= 1)
        {
            Append(op.SourceIndex, OperatorText.Opcode(op.Kind), OperatorText.Shape(op.Output), op.Output, output);
        }
        else if (op.SourceCount == 2)
        {
            AppendFolded(index, op, output);
        }
        else
        {
            throw new NotSupportedException($"operator {index} stands for {op.SourceCount} operators, whose outputs are not known");
        }
    }

    private void AppendFolded(int index, Operator op, sbyte[] output)
    {
        bool hasPadding = op.PadTop + op.PadLeft + op.PadBottom + op.PadRight > 0;
        if (hasPadding)
        {
            string shape = $"1x{op.Input.Height + op.PadTop + op.PadBottom}x{op.Input.Width + op.PadLeft + op.PadRight}x{op.Input.Channels}";
            Append(op.SourceIndex, "PAD", shape, op.Input, Pad(op, _outputs[op.Input]));
        }
        else if (op.Kind == OperatorKind.FullyConnected)
        {
            Append(op.SourceIndex, "RESHAPE", $"1x{op.Input.Count}", op.Input, _outputs[op.Input]);
        }
        else
        {
            // The folded reshape flattens: the operator before it still had its rows and columns.
            string shape = $"1x{op.Output.Height}x{op.Output.Width}x{op.Output.Channels}";
            Append(op.SourceIndex, OperatorText.Opcode(op.Kind), shape, op.Output, output);
            Append(op.SourceIndex + 1, "RESHAPE", OperatorText.Shape(op.Output), op.Output, output);
            return;
        }

        Append(op.SourceIndex + 1, OperatorText.Opcode(op.Kind), OperatorText.Shape(op.Output), op.Output, output);
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
