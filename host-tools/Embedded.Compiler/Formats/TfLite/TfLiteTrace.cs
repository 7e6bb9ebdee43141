// SPDX-License-Identifier: MIT
// The import takes operators off at the edges that only change how a caller sees the data. Here they get their rows back, and every
// row the names and shapes that the file has, so that a trace can be compared line by line with one of TensorFlow Lite Micro.
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Embedded.Compiler.Analysis;
using Embedded.Compiler.Quantization;
using Embedded.Inference;
using Embedded.Inference.Kernels;

namespace Embedded.Compiler.Formats.TfLite;

/// <summary>Every operator of a .tflite file, with what it puts out for one input.</summary>
public static class TfLiteTrace
{
    /// <summary>One row for each operator of the file; operators that compute shapes, and those before a QUANTIZE from float, have none.</summary>
    /// <param name="tflite">The file.</param>
    /// <param name="model">What was imported from it.</param>
    /// <param name="kernels">Computes the operators.</param>
    /// <param name="input">[Model.Input.Count] int8 values, channels last.</param>
    /// <exception cref="ArgumentException">The input has another length.</exception>
    public static IReadOnlyList<TraceRow> Run(TfLiteModel tflite, Model model, IKernels kernels, sbyte[] input) =>
        Run(tflite, new Interpreter(model, kernels), input);

    /// <summary>One row for each operator of the file, likewise.</summary>
    /// <param name="tflite">The file.</param>
    /// <param name="engine">Runs what was imported from it.</param>
    /// <param name="input">[Model.Input.Count] int8 values, channels last.</param>
    /// <exception cref="ArgumentException">The input has another length.</exception>
    public static IReadOnlyList<TraceRow> Run(TfLiteModel tflite, IEngine engine, sbyte[] input)
    {
        Model model = engine.Model;
        Dictionary<int, TraceRow> computed = Tracer.Run(engine, input).ToDictionary(row => row.Op);
        int first = model.Operators[0].SourceIndex;
        int transpose = Array.FindIndex(tflite.Operators, op => op.Code == TfLiteOpcode.Transpose);
        var rows = new List<TraceRow>();
        int offset = 0;
        for (int index = 0; index < tflite.Operators.Length; index++)
        {
            TfLiteOperator op = tflite.Operators[index];
            TfLiteTensor output = tflite.Tensors[op.Outputs[0]];
            byte[]? bytes = computed.ContainsKey(index) ? null
                : index < first && output.Type == TfLiteType.Int8 ? MemoryMarshal.AsBytes<sbyte>(index < transpose ? Planes(input, model.Input.Channels) : input).ToArray()
                : index >= first && op.Outputs[0] == tflite.Output ? Leave(engine, input, output)
                : null;
            if (bytes == null && !computed.ContainsKey(index))
            {
                continue;
            }

            TraceRow row = computed.TryGetValue(index, out TraceRow? known) ? known : new TraceRow(index, "", "", 0, 0, bytes!.Length, 0, Crc(bytes));
            rows.Add(row with
            {
                Opcode = op.Name,
                Shape = output.ShapeText,
                Scale = output.Scales.Length > 0 ? output.Scales[0] : 0,
                ZeroPoint = output.Scales.Length > 0 ? (int)output.ZeroPoints[0] : 0,
                Offset = offset,
            });
            offset += row.Bytes;
        }

        return rows;
    }

    /// <summary>The network's output as the file gives it: DEQUANTIZE to float, or QUANTIZE to uint8 (reference/dequantize.h, requantize.h).</summary>
    private static byte[] Leave(IEngine engine, sbyte[] input, TfLiteTensor output)
    {
        Model model = engine.Model;
        input.CopyTo(engine.Arena, model.Input.Offset);
        engine.Run();
        ReadOnlySpan<sbyte> values = engine.Arena.AsSpan(model.Output.Offset, model.Output.Count);
        double scale = OperatorText.ScaleOf(model.Output);
        bool isFloat = output.Type == TfLiteType.Float32;
        QuantizedMultiplier step = isFloat ? default : QuantizedMultiplier.From(scale / output.Scales[0]);
        var bytes = new byte[values.Length * (isFloat ? 4 : 1)];
        for (int index = 0; index < values.Length; index++)
        {
            int difference = values[index] - model.Output.ZeroPoint;
            if (isFloat)
            {
                BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(4 * index), (float)(scale * difference));
            }
            else
            {
                bytes[index] = (byte)Math.Clamp(FixedPoint.Multiply(difference, step.Multiplier, step.Shift) + output.ZeroPoints[0], 0, 255);
            }
        }

        return bytes;
    }

    private static sbyte[] Planes(sbyte[] pixels, int channels)
    {
        int count = pixels.Length / channels;
        var planes = new sbyte[pixels.Length];
        for (int index = 0; index < planes.Length; index++)
        {
            planes[index] = pixels[index % count * channels + index / count];
        }

        return planes;
    }

    private static uint Crc(byte[] bytes)
    {
        var crc = new Crc32();
        crc.Add(bytes, 0, bytes.Length);
        return crc.Value;
    }
}
