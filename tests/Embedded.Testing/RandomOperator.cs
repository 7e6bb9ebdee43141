// SPDX-License-Identifier: MIT
using Embedded.Compiler.Formats.Emb;
using Embedded.Compiler.Graph;
using Embedded.Inference;

namespace Embedded.Testing;

/// <summary>A model of one operator (a sum: of two, the first makes its second input) with everything drawn at random: shape, window, zero points, scales, and for half of them values the writer would not choose.</summary>
public sealed class RandomOperator
{
    private readonly Random _random;
    private int _biasLimit;

    private RandomOperator(OperatorKind kind, int seed)
    {
        _random = new Random(seed);
        Graph = DrawGraph(kind);
        File = EmbWriter.Write(Graph);
        if (_random.Next(2) == 0)
        {
            File = Patch(File);
        }

        Model = ModelReader.Read(new SegmentedModel(File));
        Input = DrawInput(Graph.Tensors[0].Shape.Count);
    }

    /// <summary>What was written.</summary>
    public QuantizedGraph Graph { get; }

    /// <summary>The model file.</summary>
    public byte[] File { get; }

    /// <summary>What was read back.</summary>
    public Model Model { get; }

    /// <summary>Random bytes, sometimes only the extremes.</summary>
    public sbyte[] Input { get; }

    /// <summary>Draws a case; the same for the same seed.</summary>
    public static RandomOperator Draw(OperatorKind kind, int seed) => new(kind, seed);

    /// <summary>SAME, VALID or explicit padding, and a window that fits.</summary>
    public static Window DrawWindow(Random random, TensorShape input)
    {
        while (true)
        {
            (int filterHeight, int filterWidth) = random.Next(10) switch
            {
                0 => (10, 4),
                1 => (1, random.Next(1, 14)),
                2 => (random.Next(1, 14), 1),
                3 => (1, 1),
                _ => (random.Next(1, 5), random.Next(1, 5)),
            };
            int strideY = random.Next(1, 4);
            int strideX = random.Next(2) == 0 ? strideY : random.Next(1, 4);
            Window window = random.Next(3) switch
            {
                0 => Window.Same(input, filterHeight, filterWidth, strideY, strideX),
                1 => Window.Valid(filterHeight, filterWidth, strideY, strideX),
                _ => new Window(
                    filterHeight, filterWidth, strideY, strideX,
                    random.Next(filterHeight), random.Next(filterWidth), random.Next(filterHeight), random.Next(filterWidth)),
            };
            if (input.Height + window.PadTop + window.PadBottom >= filterHeight && input.Width + window.PadLeft + window.PadRight >= filterWidth)
            {
                return window;
            }
        }
    }

    private QuantizedGraph DrawGraph(OperatorKind kind)
    {
        int channels = _random.Next(3) == 0 ? 1 : _random.Next(1, kind == OperatorKind.Softmax ? 40 : 7);
        var input = new TensorShape(_random.Next(1, 10), _random.Next(1, 10), channels);
        float scale = MathF.Pow(2, _random.Next(-12, 2)) * (1 + _random.NextSingle());
        int zeroPoint = _random.Next(-128, 128);
        _biasLimit = _random.Next(4) switch { 0 => 1, 1 => 1 << 26, _ => 20000 };
        var builder = new RandomGraphBuilder(_random.Next(), input, scale, zeroPoint)
        {
            BiasLimit = _biasLimit,
            EffectiveScaleExponents = _random.Next(8) == 0 ? (-35, 3) : _biasLimit > 20000 ? (-21, -17) : _random.Next(3) == 0 ? (-14, -6) : null,
        };
        Activation activation = _random.Next(3) switch { 0 => Activation.None, 1 => Activation.Relu, _ => Activation.Relu6 };
        int outputs = _random.Next(3) == 0 ? 1 : _random.Next(1, 9);
        switch (kind)
        {
            case OperatorKind.Conv2D:
                builder.Conv2D(outputs, DrawWindow(_random, input), activation);
                break;
            case OperatorKind.DepthwiseConv2D:
                builder.DepthwiseConv2D(DrawWindow(_random, input), _random.Next(2) == 0 ? 1 : _random.Next(1, 5), activation);
                break;
            case OperatorKind.FullyConnected:
                builder.FullyConnected(outputs, activation);
                break;
            case OperatorKind.AveragePool2D:
                builder.AveragePool2D(DrawWindow(_random, input), activation);
                break;
            case OperatorKind.Softmax:
                builder.Softmax();
                break;
            case OperatorKind.Add:
                if (_random.Next(6) > 0)
                {
                    builder.DepthwiseConv2D(Window.Point, 1, Activation.None);
                }

                builder.Add(0, activation, _random.Next(2) == 0);
                break;
            case OperatorKind.Mean:
                builder.Mean();
                break;
            case OperatorKind.Pad:
                builder.Pad(_random.Next(5), _random.Next(5), _random.Next(5), _random.Next(5));
                break;
            default:
                builder.Reshape();
                break;
        }

        return builder.Build([]);
    }

    private byte[] Patch(byte[] file)
    {
        var patch = new EmbPatch(file);
        int first = _random.Next(-128, 128);
        int second = _random.Next(-128, 128);
        int index = Graph.Operators.Length - 1;
        QuantizedOperator op = Graph.Operators[index];
        bool isNarrow = _random.Next(3) == 0 && op.Kind != OperatorKind.Mean;
        patch.SetClamp(index, isNarrow ? Math.Min(first, second) : -128, isNarrow ? Math.Max(first, second) : 127);
        if (op.Kind is OperatorKind.Add or OperatorKind.Mean)
        {
            PatchParameters(patch, index, op.Kind);
        }

        int usual = 6 - (int)Math.Log2(_biasLimit / 2 + 5000 * Math.Sqrt((double)op.Weights.Length / Math.Max(1, op.Bias.Length))); // keeps most outputs in range
        for (int channel = 0; channel < op.Bias.Length; channel++)
        {
            int multiplier = _random.Next(8) switch { 0 => 1 << 30, 1 => int.MaxValue, 2 => 0, _ => _random.Next(1 << 30, int.MaxValue) };
            int shift = _random.Next(4) == 0 ? _random.Next(-31, _biasLimit > 20000 ? 4 : 8) : usual + _random.Next(-2, 3); // the shifted accumulator stays an int32
            patch.SetMultiplier(0, channel, multiplier, shift);
        }

        return patch.Seal();
    }

    private void PatchParameters(EmbPatch patch, int index, OperatorKind kind)
    {
        for (int pair = 0; pair < (kind == OperatorKind.Add ? 3 : 1); pair++)
        {
            int multiplier = _random.Next(8) switch { 0 => 1 << 30, 1 => int.MaxValue, 2 => 0, _ => _random.Next(1 << 30, int.MaxValue) };
            int usual = kind == OperatorKind.Mean ? -5 : pair == 2 ? -19 : 0;
            int shift = _random.Next(4) == 0 ? _random.Next(-31, 1) : Math.Min(0, usual + _random.Next(-2, 3));
            if (kind == OperatorKind.Mean && _random.Next(4) == 0)
            {
                multiplier = _random.Next(1 << 30);
                shift = _random.Next(-31, 10); // 81 differences of 255 times 2^9 are still an int32
            }

            patch.SetInt32(patch.Operator(index, 52 + 8 * pair), multiplier).SetInt32(patch.Operator(index, 56 + 8 * pair), shift);
        }
    }

    private sbyte[] DrawInput(int count)
    {
        var input = new sbyte[count];
        bool isExtreme = _random.Next(8) == 0;
        for (int index = 0; index < count; index++)
        {
            input[index] = (sbyte)(isExtreme ? _random.Next(2) * 255 - 128 : _random.Next(-128, 128));
        }

        return input;
    }
}
