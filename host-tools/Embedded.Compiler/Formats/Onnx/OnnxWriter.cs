// SPDX-License-Identifier: MIT
using System.Globalization;
using Embedded.Compiler.Graph;

namespace Embedded.Compiler.Formats.Onnx;

/// <summary>
/// Writes a <see cref="QuantizedGraph"/> as an ONNX model, opset 13, in the form that quantizers for ONNX use (QDQ): float operators
/// between DequantizeLinear and QuantizeLinear, int8 weights with one scale an output channel, int32 biases.
/// <list type="bullet">
/// <item>"input" is the engine's input tensor: int8 [1, height, width, channels]. A pixel becomes its value by XOR 0x80, or by the 256
/// numbers of the metadata entry "pixel_to_int8".</item>
/// <item>"output" is the engine's output tensor, int8: probability = (q + 128) / 256 after a softmax.</item>
/// <item>The metadata entry "labels" has one label a line.</item>
/// </list>
/// The numbers are not those of the engine to the last bit: QuantizeLinear rounds the real number once and ties to even, the engine
/// rounds twice and ties away from zero. One operator differs by at most a step.
/// </summary>
/// <remarks>
/// Sources: onnx/docs/IR.md; onnx/docs/Operators.md: QuantizeLinear-13, DequantizeLinear-13, Conv-11, Gemm-13, AveragePool-11,
/// GlobalAveragePool-1, Softmax-13, Add-13, Clip-13, Pad-13, Reshape-13, Transpose-13.
/// </remarks>
public static class OnnxWriter
{
    /// <summary>Name of the model's input.</summary>
    public const string InputName = "input";

    /// <summary>Name of the model's output.</summary>
    public const string OutputName = "output";

    /// <summary>Metadata entry with one label a line.</summary>
    public const string LabelsKey = "labels";

    /// <summary>Metadata entry with the 256 int8 values of pixels 0 to 255, separated by commas; absent where they are pixel XOR 0x80.</summary>
    public const string PixelsKey = "pixel_to_int8";

    private const int IrVersion = 7; // of ONNX 1.8, which has opset 13
    private const int OpsetVersion = 13; // the first with a scale per channel

    /// <summary>The file. Same graph, same bytes.</summary>
    /// <exception cref="NotSupportedException">An operator has no counterpart here.</exception>
    public static byte[] Write(QuantizedGraph graph)
    {
        var onnx = new OnnxGraph("network", Description(graph));
        QuantizedTensor input = graph.Tensors[0];
        QuantizedTensor output = graph.Tensors[graph.Output];
        onnx.Declare(OnnxFields.GraphInput, InputName, Dimensions(input));
        onnx.Declare(OnnxFields.GraphOutput, OutputName, Dimensions(output));

        var operators = new OnnxOperators(graph, onnx, InputName);
        for (int index = 0; index < graph.Operators.Length; index++)
        {
            operators.Write(index);
        }

        operators.Finish(OutputName);
        ProtoMessage model = new ProtoMessage()
            .Add(OnnxFields.ModelIrVersion, IrVersion)
            .Add(OnnxFields.ModelProducerName, "Embedded")
            .Add(OnnxFields.ModelOpsetImport, new ProtoMessage().Add(OnnxFields.OpsetVersion, OpsetVersion))
            .Add(OnnxFields.ModelGraph, onnx.Message);
        if (graph.Labels.Length > 0)
        {
            model.Add(OnnxFields.ModelMetadataProps, Entry(LabelsKey, string.Join('\n', graph.Labels)));
        }

        if (graph.InputSpec?.PixelToInt8 is { } table)
        {
            model.Add(OnnxFields.ModelMetadataProps, Entry(PixelsKey, string.Join(',', table.Select(value => value.ToString(CultureInfo.InvariantCulture)))));
        }

        return model.ToArray();
    }

    private static long[] Dimensions(QuantizedTensor tensor) =>
        tensor.Rank == 4 ? [1, tensor.Shape.Height, tensor.Shape.Width, tensor.Shape.Channels] : [1, tensor.Shape.Count];

    private static ProtoMessage Entry(string key, string value) => new ProtoMessage().Add(OnnxFields.EntryKey, key).Add(OnnxFields.EntryValue, value);

    private static string Description(QuantizedGraph graph) =>
        graph.InputSpec == null
            ? "int8 in, int8 out."
            : $"{InputName}: one picture as int8 [1, height, width, channels], {(graph.InputSpec.PixelToInt8 == null ? "pixel XOR 0x80" : $"pixels by the table {PixelsKey}")}. {OutputName}: int8.";
}
