// SPDX-License-Identifier: MIT
// Floats are made by +, *, / and square roots only, which IEEE 754 rounds the same on every machine: results are pinned.
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Embedded.Compiler.Formats.TfLite;
using Embedded.Compiler.Quantization;

namespace Embedded.Testing;

/// <summary>Appends operators to a .tflite network, each with random constants, scales and zero points, in the forms that converters write them.</summary>
public sealed class TfLiteBuilder
{
    private readonly List<TfLiteTensor> _tensors = [];
    private readonly List<TfLiteOperator> _operators = [];

    /// <summary>Starts with the tensor that the network's first operator reads.</summary>
    public TfLiteBuilder(Random random, TfLiteType type, int[] shape, float scale, int zeroPoint)
    {
        Random = random;
        Last = Activation(type, shape, scale, zeroPoint);
    }

    /// <summary>Where every choice comes from.</summary>
    public Random Random { get; }

    /// <summary>Index of the tensor that the next operator reads; settable, so that a tensor gets several readers.</summary>
    public int Last { get; set; }

    /// <summary>Scales differ by powers of two, between tensors and between the channels of weights.</summary>
    public bool IsWild { get; set; }

    /// <summary>Its sides.</summary>
    public int[] Shape => _tensors[Last].Shape;

    /// <summary>A tensor that was appended.</summary>
    public TfLiteTensor this[int tensor] => _tensors[tensor];

    /// <summary>Indices of int8 activations shaped as <see cref="Last"/>, itself left out.</summary>
    public int[] LikeLast() => [.. Enumerable.Range(0, _tensors.Count).Where(index =>
        index != Last && _tensors[index].Data.Length == 0 && _tensors[index].Type == TfLiteType.Int8 && _tensors[index].Shape.SequenceEqual(Shape))];

    /// <summary>CONV_2D; without options set, a 1x1 convolution.</summary>
    public void Conv2D(int channels, int height, int width, TfLiteOptions options) =>
        Weighted(TfLiteOpcode.Conv2D, [channels, height, width, Shape[3]], 0, [1, .. Sides(height, width, options), channels], height * width * Shape[3], options);

    /// <summary>DEPTHWISE_CONV_2D.</summary>
    public void DepthwiseConv2D(int multiplier, int height, int width, TfLiteOptions options) =>
        Weighted(TfLiteOpcode.DepthwiseConv2D, [1, height, width, Shape[3] * multiplier], 3, [1, .. Sides(height, width, options), Shape[3] * multiplier], height * width, options with { DepthMultiplier = multiplier });

    /// <summary>FULLY_CONNECTED over everything in the last tensor, or with kept dimensions over its last axis.</summary>
    public void FullyConnected(int outputs, TfLiteOptions options)
    {
        int inputs = Shape.Aggregate(1, (count, side) => count * side);
        Weighted(TfLiteOpcode.FullyConnected, [outputs, inputs], 0, options.KeepsDimensions ? [.. Shape[..^1], outputs] : [1, outputs], inputs, options);
    }

    /// <summary>AVERAGE_POOL_2D.</summary>
    public void AveragePool2D(int height, int width, TfLiteOptions options) =>
        Append(TfLiteOpcode.AveragePool2D, [1, .. Sides(height, width, options), Shape[3]], this[Last].Scales[0], (int)this[Last].ZeroPoints[0], options with { FilterHeight = height, FilterWidth = width });

    /// <summary>MEAN over height and width, the axes in either order, from either end.</summary>
    public void Mean(bool keepsDimensions)
    {
        int[] axes = Random.Next(4) switch { 0 => [2, 1], 1 => [-3, -2], _ => [1, 2] };
        float scale = this[Last].Scales[0] * (0.3f + Random.NextSingle()) * Spread();
        Append(TfLiteOpcode.Mean, keepsDimensions ? [1, 1, 1, Shape[3]] : [1, Shape[3]], scale, Random.Next(-128, 128), new() { KeepsDimensions = keepsDimensions }, Constant("axes", [2], axes));
    }

    /// <summary>ADD of the last tensor and another one of its shape, either first.</summary>
    public void Add(int other, int activation)
    {
        float scale = (this[Last].Scales[0] + this[other].Scales[0]) * (0.2f + Random.NextSingle()) * Spread();
        bool isOtherFirst = Random.Next(2) == 0;
        (int first, int second) = isOtherFirst ? (other, Last) : (Last, other);
        Append(TfLiteOpcode.Add, Shape, scale, Random.Next(-128, 128), new() { Activation = activation });
        _operators[^1] = _operators[^1] with { Inputs = [first, second] };
    }

    /// <summary>PAD.</summary>
    public void Pad(int top, int bottom, int left, int right) =>
        Append(TfLiteOpcode.Pad, [1, Shape[1] + top + bottom, Shape[2] + left + right, Shape[3]], this[Last].Scales[0], (int)this[Last].ZeroPoints[0], new(), Constant("paddings", [4, 2], [0, 0, top, bottom, left, right, 0, 0]));

    /// <summary>RESHAPE: with a constant, with an option, or with both; one side may be -1.</summary>
    public void Reshape(params int[] shape)
    {
        int[] written = [.. shape];
        if (Random.Next(2) == 0)
        {
            written[Random.Next(2) == 0 ? 0 : ^1] = -1;
        }

        int form = Random.Next(3);
        int[] constants = form == 0 ? [] : [Constant("shape", [written.Length], written)];
        Append(TfLiteOpcode.Reshape, shape, this[Last].Scales[0], (int)this[Last].ZeroPoints[0], new() { NewShape = form == 1 ? [] : written }, constants);
    }

    /// <summary>SQUEEZE of height and width.</summary>
    public void Squeeze() => Append(TfLiteOpcode.Squeeze, [1, Shape[3]], this[Last].Scales[0], (int)this[Last].ZeroPoints[0], new() { NewShape = [1, 2] });

    /// <summary>SOFTMAX.</summary>
    public void Softmax() => Append(TfLiteOpcode.Softmax, Shape, SoftmaxParameters.OutputScale, SoftmaxParameters.OutputZeroPoint, new() { Beta = 1 });

    /// <summary>An operator at an edge: QUANTIZE, DEQUANTIZE, or QUANTIZE from int8 to int8 anywhere.</summary>
    public void Convert(TfLiteOpcode code, TfLiteType type, float scale, int zeroPoint) => Append(code, Shape, scale, zeroPoint, new(), type);

    /// <summary>TRANSPOSE from [1, C, H, W] to [1, H, W, C].</summary>
    public void ToChannelsLast() =>
        Append(TfLiteOpcode.Transpose, [1, Shape[2], Shape[3], Shape[1]], this[Last].Scales[0], (int)this[Last].ZeroPoints[0], new(), Constant("order", [4], [0, 2, 3, 1]));

    /// <summary>The network from tensor 0 to <see cref="Last"/>, its tensors listed in a random order.</summary>
    public TfLiteModel Build()
    {
        int[] order = [.. Enumerable.Range(0, _tensors.Count)];
        Random.Shuffle(order);
        var place = new int[order.Length];
        for (int index = 0; index < order.Length; index++)
        {
            place[order[index]] = index;
        }

        return new TfLiteModel
        {
            Tensors = [.. order.Select(index => _tensors[index])],
            Operators = [.. _operators.Select(op => op with { Inputs = Array.ConvertAll(op.Inputs, Placed), Outputs = Array.ConvertAll(op.Outputs, Placed) })],
            Input = place[0],
            Output = place[Last],
        };

        int Placed(int tensor) => tensor < 0 ? tensor : place[tensor];
    }

    private int[] Sides(int height, int width, TfLiteOptions options) => options.IsSamePadding
        ? [(Shape[1] + options.StrideY - 1) / options.StrideY, (Shape[2] + options.StrideX - 1) / options.StrideX]
        : [(Shape[1] - height) / options.StrideY + 1, (Shape[2] - width) / options.StrideX + 1];

    private void Weighted(TfLiteOpcode code, int[] filter, int axis, int[] output, int taps, TfLiteOptions options)
    {
        int channels = output[^1];
        float weightScale = 0.02f / MathF.Sqrt(taps); // keeps the accumulators of random weights inside the output's range
        float inScale = this[Last].Scales[0];
        float outScale = inScale * weightScale * 48f * MathF.Sqrt(taps) * (0.5f + Random.NextSingle()) * Spread();
        float[] scales = new float[Random.Next(3) == 0 ? 1 : channels];
        for (int index = 0; index < scales.Length; index++)
        {
            scales[index] = weightScale * (scales.Length == 1 ? 0.7f : 0.25f + Random.NextSingle()) * (IsWild ? MathF.ScaleB(1, -Random.Next(25)) : 1);
        }

        var weights = new sbyte[filter.Aggregate(1, (count, side) => count * side)];
        for (int index = 0; index < weights.Length; index++)
        {
            weights[index] = (sbyte)Random.Next(-127, 128);
        }

        _tensors.Add(new TfLiteTensor
        {
            Name = "weights",
            Type = TfLiteType.Int8,
            Shape = filter,
            Scales = scales,
            ZeroPoints = new long[scales.Length],
            QuantizedDimension = scales.Length == 1 ? 0 : axis,
            Data = MemoryMarshal.AsBytes<sbyte>(weights).ToArray(),
        });
        int first = _tensors.Count - 1;
        bool needsBias = code == TfLiteOpcode.DepthwiseConv2D; // the reference kernel does
        int[] constants = needsBias ? [first, Bias(channels, scales, inScale)] : Random.Next(5) switch { 0 => [first], 1 => [first, -1], _ => [first, Bias(channels, scales, inScale)] };
        Append(code, output, outScale, Random.Next(-128, 128), options, constants);
    }

    private float Spread() => IsWild && Random.Next(2) == 0 ? MathF.ScaleB(1, Random.Next(-9, 10)) : 1;

    private int Bias(int channels, float[] weightScales, float inScale)
    {
        int[] values = new int[channels];
        for (int index = 0; index < channels; index++)
        {
            values[index] = Random.Next(-20000, 20000);
        }

        int bias = Constant("bias", [channels], values);
        _tensors[bias] = _tensors[bias] with { Scales = Array.ConvertAll(weightScales, scale => inScale * scale), ZeroPoints = new long[weightScales.Length] };
        return bias;
    }

    private int Constant(string name, int[] shape, int[] values)
    {
        var data = new byte[4 * values.Length];
        for (int index = 0; index < values.Length; index++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(data.AsSpan(4 * index), values[index]);
        }

        _tensors.Add(new TfLiteTensor { Name = name, Type = TfLiteType.Int32, Shape = shape, Data = data });
        return _tensors.Count - 1;
    }

    private int Activation(TfLiteType type, int[] shape, float scale, int zeroPoint)
    {
        bool isFloat = type == TfLiteType.Float32;
        _tensors.Add(new TfLiteTensor { Name = $"t{_tensors.Count}", Type = type, Shape = shape, Scales = isFloat ? [] : [scale], ZeroPoints = isFloat ? [] : [zeroPoint] });
        return _tensors.Count - 1;
    }

    private void Append(TfLiteOpcode code, int[] shape, float scale, int zeroPoint, TfLiteOptions options, params int[] constants) =>
        Append(code, shape, scale, zeroPoint, options, TfLiteType.Int8, constants);

    private void Append(TfLiteOpcode code, int[] shape, float scale, int zeroPoint, TfLiteOptions options, TfLiteType type, params int[] constants)
    {
        int input = Last;
        Last = Activation(type, shape, scale, zeroPoint);
        _operators.Add(new TfLiteOperator { Code = code, Inputs = [input, .. constants], Outputs = [Last], Options = options });
    }
}
