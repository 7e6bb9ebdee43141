// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;
using Embedded.Inference;

namespace Embedded.Compiler.Formats.TfLite;

/// <summary>
/// Turns a .tflite network into a <see cref="FloatGraph"/>: float, float16, int8 and uint8 files alike, quantized weights as the
/// real values they stand for. That is where transfer learning and new quantization start.
/// </summary>
public static class TfLiteFloat
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">A .tflite file.</param>
    /// <param name="range">How the network was trained to see pixels; null: as its input is quantized, for float files what the file says, else pixel/127.5 - 1.</param>
    /// <param name="mayBeInt8">False refuses networks that import can take as they are.</param>
    /// <exception cref="TfLiteException">The file cannot be used; the message says why.</exception>
    public static FloatGraph Load(string path, PixelRange? range = null, bool mayBeInt8 = true)
    {
        TfLiteModel model = TfLiteReader.Load(path);
        try
        {
            return mayBeInt8 || TfLiteNetwork.Of(model).Tensors[0].Source.Type != TfLiteType.Int8
                ? Of(model, range)
                : throw new TfLiteException($"this network is int8 already; `embedded import {Path.GetFileName(path)} --out MODEL` keeps its bytes");
        }
        catch (TfLiteException exception)
        {
            throw new TfLiteException($"{path}: {exception.Message}", exception);
        }
    }

    /// <summary>Converts a network that was read. Labels are empty where the file carries none.</summary>
    /// <exception cref="TfLiteException">The network cannot be used; the message says why.</exception>
    public static FloatGraph Of(TfLiteModel model, PixelRange? range = null)
    {
        TfLiteNetwork network = TfLiteNetwork.Of(model);
        FloatOperator[] operators = [.. network.Layers.Select(layer => Convert(layer, network))];
        int classes = network.Tensors[^1].Shape.Count;
        var graph = new FloatGraph
        {
            Tensors = [.. network.Tensors.Select(tensor => tensor.Shape)],
            Operators = operators,
            Labels = model.Labels.Length == classes ? model.Labels : [],
        };
        TfLiteTensor input = network.Tensors[0].Source;
        return range == null && input.Scales is [var scale] && input.Type is TfLiteType.UInt8 or TfLiteType.Int8
            ? graph with { InputScale = scale, InputZeroPoint = (int)input.ZeroPoints[0] - (input.Type == TfLiteType.UInt8 ? 128 : 0) }
            : WithRange(graph, range ?? model.InputRange ?? PixelRange.Symmetric);
    }

    private static FloatOperator Convert(TfLiteLayer layer, TfLiteNetwork network)
    {
        int channels = network.Tensors[layer.Output].Shape.Channels;
        bool isRequantize = layer.Kind == OperatorKind.DepthwiseConv2D && layer.Weights == null;
        return new FloatOperator
        {
            Kind = layer.Kind,
            Name = layer.ShortName,
            Inputs = layer.Inputs,
            Output = layer.Output,
            Window = layer.Window,
            DepthMultiplier = layer.DepthMultiplier,
            Activation = layer.Activation,
            Weights = isRequantize ? [.. Enumerable.Repeat(1f, channels)] : layer.Weights == null ? [] : TfLiteValues.Real(layer.Weights, layer.Name),
            Bias = layer.Bias != null ? TfLiteValues.Real(Scaled(layer, network), layer.Name) : layer.Weights == null && !isRequantize ? [] : new float[channels],
        };
    }

    /// <summary>A bias of integers has the scale of its accumulator, input times weights, whether the file says so or not.</summary>
    private static TfLiteTensor Scaled(TfLiteLayer layer, TfLiteNetwork network)
    {
        TfLiteTensor bias = layer.Bias!;
        float[] weights = layer.Weights!.Scales;
        return bias.Type == TfLiteType.Int32 && bias.Scales.Length == 0 && network.Tensors[layer.Inputs[0]].Source.Scales is [var input]
            ? bias with { Scales = Array.ConvertAll(weights, weight => input * weight), ZeroPoints = new long[weights.Length] }
            : bias with { QuantizedDimension = 0 }; // some converters name the axis of the weights
    }

    /// <summary>
    /// Pixels enter as int8 = pixel - 128 with a whole zero point. A range with a broken mean (127.5) is moved to pixel/128 - 1: the
    /// first convolution takes in scale and offset. That is exact but for the padded border, where the offset (1/255) is missing.
    /// </summary>
    private static FloatGraph WithRange(FloatGraph graph, PixelRange range)
    {
        if (range.Mean == MathF.Round(range.Mean) && MathF.Abs(range.Mean - 128) < 1e6f)
        {
            return graph with { InputScale = 1 / range.Deviation, InputZeroPoint = (int)range.Mean - 128 };
        }

        double factor = 128 / (double)range.Deviation;
        double offset = (128 - (double)range.Mean) / range.Deviation;
        FloatOperator[] operators = Array.ConvertAll(graph.Operators, op => !op.Inputs.Contains(0) ? op
            : op.Weights.Length > 0 ? Moved(op, factor, offset)
            : throw new TfLiteException($"operator {op.Name} reads the input; pixels seen as {range} are supported for networks that begin with a convolution"));
        return graph with { Operators = operators, InputScale = 1f / 128, InputZeroPoint = 0 };
    }

    private static FloatOperator Moved(FloatOperator op, double factor, double offset)
    {
        var sums = new double[op.Bias.Length];
        int perChannel = op.Weights.Length / sums.Length;
        for (int index = 0; index < op.Weights.Length; index++)
        {
            sums[op.Kind == OperatorKind.DepthwiseConv2D ? index % sums.Length : index / perChannel] += op.Weights[index];
        }

        return op with
        {
            Weights = Array.ConvertAll(op.Weights, weight => (float)(weight * factor)),
            Bias = [.. op.Bias.Select((bias, channel) => (float)(bias + sums[channel] * offset))],
        };
    }
}
