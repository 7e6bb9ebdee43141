// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;
using Embedded.Compiler.Quantization;
using Embedded.Inference;
using Embedded.Inference.Kernels;
using Embedded.Vision;

namespace Embedded.Compiler.Formats.TfLite;

/// <summary>Turns an int8 .tflite network into a <see cref="QuantizedGraph"/> that gives TensorFlow Lite Micro's bytes.</summary>
public static class TfLiteImport
{
    /// <summary>Converts a network that was read.</summary>
    /// <param name="model">The file.</param>
    /// <param name="labels">One name a class; null: those in the file, if there are any.</param>
    /// <param name="range">How the network was trained to see pixels; null: what the file says, or what the input's quantization shows.</param>
    /// <exception cref="TfLiteException">The network cannot be imported; the message says why and what to do.</exception>
    public static TfLiteImported Import(TfLiteModel model, string[]? labels = null, PixelRange? range = null) => Import(model, labels, range, null);

    /// <summary>The same; <paramref name="folds"/> tells which PADs the next operator may take in, null for all.</summary>
    internal static TfLiteImported Import(TfLiteModel model, string[]? labels, PixelRange? range, Predicate<int>? folds)
    {
        TfLiteNetwork network = TfLiteNetwork.Of(model, folds);
        CheckTypes(network);
        CheckSize(network, model);
        int classes = network.Tensors[^1].Shape.Count;
        TfLiteException.Require(labels == null || labels.Length == classes, $"there are {labels?.Length} labels for {classes} outputs; give a file with one label a line for every output");
        QuantizedTensor input = Convert(network.Tensors[0]);
        PixelRange? seen = range ?? model.InputRange ?? PixelRange.Guess(input.Scale, input.ZeroPoint);
        var graph = new QuantizedGraph
        {
            Tensors = [.. network.Tensors.Select(Convert)],
            Operators = [.. network.Layers.Select(layer => Convert(layer, network))],
            Labels = labels ?? (model.Labels.Length == classes ? model.Labels : []),
            InputSpec = !network.IsPicture ? null : new InputSpec(input.Shape.Height, input.Shape.Width, input.Shape.Channels, ResizeMethod.Area, PixelTable(model, input, seen)),
        };
        return new TfLiteImported(graph, network.IsPicture ? seen : null, network.IsPicture, network.IsChannelsFirst);
    }

    private static void CheckTypes(TfLiteNetwork network)
    {
        TfLiteTensor input = network.Tensors[0].Source;
        TfLiteException.Require(input.Type != TfLiteType.Float32,
            "this is a float network; quantize it with `embedded quantize FILE --calibration PHOTOS`, or train on from it with `embedded train PHOTOS --init FILE`");
        TfLiteException.Require(input.Type != TfLiteType.UInt8,
            "this is a uint8 network of TensorFlow's older quantization, which int8 arithmetic cannot repeat; quantize its real values anew with `embedded quantize FILE --calibration PHOTOS`, or train on from it with `embedded train PHOTOS --init FILE`");
        foreach (TfLiteActivation tensor in network.Tensors)
        {
            TfLiteTensor source = tensor.Source;
            TfLiteException.Require(source.Type == TfLiteType.Int8, $"tensor \"{source.Name}\" is of type {source.Type}; only networks that are int8 throughout can be imported, convert it with full integer quantization to int8");
            TfLiteException.Require(source.Scales.Length == 1, $"tensor \"{source.Name}\" has {(source.Scales.Length == 0 ? "no quantization" : $"{source.Scales.Length} scales")} where one scale is needed; quantize the model fully to int8");
            TfLiteException.Require(source.ZeroPoints[0] is >= -128 and <= 127, $"tensor \"{source.Name}\" has the zero point {source.ZeroPoints[0]}; int8 has -128 to 127");
        }
    }

    /// <summary>A file cannot ask for more memory than a few times its own size by naming the same weights again and again.</summary>
    private static void CheckSize(TfLiteNetwork network, TfLiteModel model)
    {
        long used = network.Layers.Sum(layer => (long)(layer.Weights?.Data.Length ?? 0) + (layer.Bias?.Data.Length ?? 0));
        long held = model.Tensors.Sum(tensor => (long)tensor.Data.Length);
        TfLiteException.Require(used <= 2 * held, $"its operators together use {used:N0} bytes of constants, the file holds {held:N0}; networks that share weights that much are not supported");
    }

    private static QuantizedTensor Convert(TfLiteActivation tensor) => new(tensor.Shape, tensor.Rank, tensor.Source.Scales[0], (int)tensor.Source.ZeroPoints[0]);

    private static QuantizedOperator Convert(TfLiteLayer layer, TfLiteNetwork network)
    {
        QuantizedTensor input = Convert(network.Tensors[layer.Inputs[0]]);
        QuantizedTensor output = Convert(network.Tensors[layer.Output]);
        bool isSameGrid = input.Scale == output.Scale && input.ZeroPoint == output.ZeroPoint;
        TfLiteException.Require(isSameGrid || layer.Kind is not (OperatorKind.AveragePool2D or OperatorKind.Reshape or OperatorKind.Pad), $"{layer.Name} changes scale or zero point, which TensorFlow Lite does not allow it");
        TfLiteException.Require(layer.Kind != OperatorKind.Softmax || (output.Scale == SoftmaxParameters.OutputScale && output.ZeroPoint == SoftmaxParameters.OutputZeroPoint),
            $"{layer.Name} has the output scale {output.Scale} and zero point {output.ZeroPoint}; int8 probabilities have 1/256 and -128");
        int channels = output.Shape.Channels;
        var op = new QuantizedOperator
        {
            Kind = layer.Kind,
            Name = layer.Name,
            Inputs = layer.Inputs,
            Output = layer.Output,
            Window = layer.Window,
            DepthMultiplier = layer.DepthMultiplier,
            Activation = layer.Activation,
            SourceIndex = layer.SourceIndex,
            SourceCount = layer.SourceCount,
        };
        if (layer.Weights is { } weights)
        {
            return WithWeights(op, weights, layer.Bias, channels);
        }

        // QUANTIZE from int8 to int8 is (q - zero point) times s_in / s_out: a depthwise convolution with one weight of 1.
        return layer.Kind != OperatorKind.DepthwiseConv2D ? op
            : op with { Weights = [.. Enumerable.Repeat((sbyte)1, channels)], Bias = new int[channels], WeightScales = [1f] };
    }

    private static QuantizedOperator WithWeights(QuantizedOperator op, TfLiteTensor weights, TfLiteTensor? bias, int channels)
    {
        int axis = op.Kind == OperatorKind.DepthwiseConv2D ? 3 : 0;
        TfLiteException.Require(weights.Type == TfLiteType.Int8, $"{op.Name} has weights of type {weights.Type}; only int8 weights can be imported, convert the model with full integer quantization to int8");
        TfLiteException.Require(weights.Scales.Length == 1 || weights.Scales.Length == channels, $"{op.Name} has {weights.Scales.Length} weight scales for {channels} channels; the file is damaged or its quantization was left out, convert the model with full integer quantization to int8");
        TfLiteException.Require(weights.Scales.Length == 1 || weights.QuantizedDimension == axis, $"{op.Name} has a weight scale for each index of axis {weights.QuantizedDimension}; only axis {axis} is possible, convert the model again");
        TfLiteException.Require(Array.TrueForAll(weights.ZeroPoints, zeroPoint => zeroPoint == 0), $"{op.Name} has weights with a zero point; only symmetric int8 weights can be imported, convert the float model with full integer quantization, or train on from it with `embedded train PHOTOS --init FILE`");
        return op with
        {
            Weights = TfLiteValues.Int8(weights, op.Name),
            Bias = bias == null ? new int[channels] : TfLiteValues.Int32(bias, op.Name),
            WeightScales = weights.Scales,
        };
    }

    /// <summary>
    /// [256] int8 value of each pixel, null for pixel XOR 80 hex. Without a known range the pixels are spread over the whole grid. A
    /// file that takes uint8 and then QUANTIZEs it to another grid rounds twice, and so does this table.
    /// </summary>
    private static sbyte[]? PixelTable(TfLiteModel model, QuantizedTensor input, PixelRange? range)
    {
        TfLiteTensor outer = model.Tensors[model.Input];
        if (range == null || outer.Type != TfLiteType.UInt8 || outer.Scales is not [var scale] || (scale == input.Scale && outer.ZeroPoints[0] - 128 == input.ZeroPoint))
        {
            return range?.TableFor(input.Scale, input.ZeroPoint);
        }

        QuantizedMultiplier step = QuantizedMultiplier.From((double)scale / input.Scale);
        var table = new sbyte[256];
        for (int pixel = 0; pixel < table.Length; pixel++)
        {
            double value = Math.Round(range.RealOf(pixel) / scale, MidpointRounding.AwayFromZero) + outer.ZeroPoints[0];
            table[pixel] = FixedPoint.Requantize((int)(Math.Clamp(value, 0, 255) - outer.ZeroPoints[0]), step.Multiplier, step.Shift, input.ZeroPoint, -128, 127);
        }

        return table;
    }
}
