// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;
using Embedded.Compiler.Quantization;

namespace Embedded.Compiler.Formats.Onnx;

/// <summary>Writes what stands between int8 and real numbers: real = scale (q - zero point).</summary>
internal sealed class OnnxQuantization(QuantizedGraph graph, OnnxGraph onnx)
{
    /// <summary>A tensor's zero point as an int8 scalar.</summary>
    public string ZeroPoint(int tensor) => onnx.Constant($"tensor{tensor}_zero_point", [(sbyte)graph.Tensors[tensor].ZeroPoint]);

    /// <summary>The real numbers of an int8 tensor.</summary>
    public string Dequantize(string values, int tensor, string name) => onnx.Node("DequantizeLinear", name, [values, Scale(tensor), ZeroPoint(tensor)]);

    /// <summary>Clamps an operator's real output to its activation and makes it int8.</summary>
    public string Quantize(QuantizedOperator op, string real, string name)
    {
        QuantizedTensor output = graph.Tensors[op.Output];
        (int minimum, int maximum) = ActivationRange.Of(op.Activation, output.Scale, output.ZeroPoint);
        if (minimum > -128 || maximum < 127)
        {
            real = onnx.Node("Clip", name + "_clamped",
            [
                real,
                minimum > -128 ? onnx.Constant(name + "_min", [output.Scale * (minimum - output.ZeroPoint)]) : string.Empty,
                maximum < 127 ? onnx.Constant(name + "_max", [output.Scale * (maximum - output.ZeroPoint)]) : string.Empty,
            ]);
        }

        return onnx.Node("QuantizeLinear", name, [real, Scale(op.Output), ZeroPoint(op.Output)]);
    }

    /// <summary>The real weights; the first dimension is the output channel.</summary>
    public string Weights(QuantizedOperator op, string name, sbyte[] weights, long[] dimensions)
    {
        string values = onnx.Constant(name + "_weights_int8", weights, dimensions);
        return Channels(name + "_weights", values, op.WeightScales, onnx.Constant(name + "_weights_zero_point", new sbyte[op.WeightScales.Length], ChannelDimensions(op)));
    }

    /// <summary>The real bias, scale inScale weightScale[c].</summary>
    public string Bias(QuantizedOperator op, string name)
    {
        string values = onnx.Constant(name + "_bias_int32", op.Bias, op.Bias.Length);
        float inScale = graph.Tensors[op.Inputs[0]].Scale;
        return Channels(name + "_bias", values, Array.ConvertAll(op.WeightScales, scale => inScale * scale), zeroPoint: null);
    }

    private string Channels(string name, string values, float[] scales, string? zeroPoint)
    {
        string scale = onnx.Constant(name + "_scale", scales, scales.Length == 1 ? [] : [scales.Length]);
        string[] inputs = zeroPoint == null ? [values, scale] : [values, scale, zeroPoint];
        return onnx.Node("DequantizeLinear", name, inputs, scales.Length == 1 ? [] : [new OnnxAttribute("axis", 0)]);
    }

    private string Scale(int tensor) => onnx.Constant($"tensor{tensor}_scale", [graph.Tensors[tensor].Scale]);

    private static long[] ChannelDimensions(QuantizedOperator op) => op.WeightScales.Length == 1 ? [] : [op.WeightScales.Length];
}
