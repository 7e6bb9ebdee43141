// SPDX-License-Identifier: MIT
// Every operator by its definition, one output value at a time, sums in 64 bits. Shapes, windows, weights, biases and zero points
// come from the graph; multipliers, shifts, clamps and softmax parameters from the operator under test, so that a test may choose them.
using System.Numerics;
using Embedded.Compiler.Graph;
using Embedded.Inference;

namespace Embedded.Testing.Oracle;

/// <summary>What the operators of a graph compute.</summary>
public sealed class OperatorOracle
{
    private readonly QuantizedOperator _written;
    private readonly Operator _op;
    private readonly QuantizedTensor _in;
    private readonly QuantizedTensor _secondIn;
    private readonly QuantizedTensor _out;
    private readonly sbyte[] _input;
    private readonly sbyte[] _second; // of a sum

    private OperatorOracle(QuantizedGraph graph, int index, Operator op, sbyte[] input, sbyte[] second)
    {
        _written = graph.Operators[index];
        _op = op;
        _in = graph.Tensors[_written.Inputs[0]];
        _secondIn = graph.Tensors[_written.Inputs[^1]];
        _out = graph.Tensors[_written.Output];
        _input = input;
        _second = second;
    }

    /// <summary>The outputs of all operators of the graph, each from what <paramref name="run"/> says its inputs were.</summary>
    public static sbyte[][] RunAll(QuantizedGraph graph, Model model, sbyte[] input, RecordedRun run)
    {
        sbyte[] Value(int tensor) => tensor == 0 ? input : run.Outputs[Array.FindIndex(graph.Operators, op => op.Output == tensor)];
        return [.. graph.Operators.Select((op, index) =>
            new OperatorOracle(graph, index, model.Operators[index], Value(op.Inputs[0]), Value(op.Inputs[^1])).Run())];
    }

    private sbyte[] Run()
    {
        if (_written.Kind == OperatorKind.Reshape)
        {
            return (sbyte[])_input.Clone();
        }

        var output = new sbyte[_out.Shape.Count];
        for (int y = 0; y < _out.Shape.Height; y++)
        {
            for (int x = 0; x < _out.Shape.Width; x++)
            {
                int pixel = (y * _out.Shape.Width + x) * _out.Shape.Channels;
                if (_written.Kind == OperatorKind.Softmax)
                {
                    int[] parameters = _op.Parameters;
                    SoftmaxOracle.Run(_input.AsSpan(pixel, _in.Shape.Channels), parameters[0], parameters[1], parameters[2]).CopyTo(output, pixel);
                    continue;
                }

                for (int channel = 0; channel < _out.Shape.Channels; channel++)
                {
                    output[pixel + channel] = _written.Kind switch
                    {
                        OperatorKind.AveragePool2D => Average(y, x, channel),
                        OperatorKind.Add => Add(pixel + channel),
                        OperatorKind.Mean => Mean(channel),
                        OperatorKind.Pad => IsInside(y, x, 0, 0, out int from) ? _input[from + channel] : (sbyte)_in.ZeroPoint,
                        _ => Requantize(Sum(y, x, channel), channel),
                    };
                }
            }
        }

        return output;
    }

    private long Sum(int outY, int outX, int outC)
    {
        Window window = _written.Window;
        long sum = _written.Bias[outC];
        if (_written.Kind == OperatorKind.FullyConnected)
        {
            for (int index = 0; index < _input.Length; index++)
            {
                sum += _written.Weights[outC * _input.Length + index] * (long)(_input[index] - _in.ZeroPoint);
            }

            return sum;
        }

        for (int filterY = 0; filterY < window.FilterHeight; filterY++)
        {
            for (int filterX = 0; filterX < window.FilterWidth; filterX++)
            {
                if (!IsInside(outY, outX, filterY, filterX, out int pixel))
                {
                    continue;
                }

                int tap = filterY * window.FilterWidth + filterX;
                if (_written.Kind == OperatorKind.DepthwiseConv2D)
                {
                    int inC = outC / _written.DepthMultiplier;
                    sum += _written.Weights[tap * _out.Shape.Channels + outC] * (long)(_input[pixel + inC] - _in.ZeroPoint);
                    continue;
                }

                for (int inC = 0; inC < _in.Shape.Channels; inC++)
                {
                    int weight = (outC * window.FilterHeight * window.FilterWidth + tap) * _in.Shape.Channels + inC;
                    sum += _written.Weights[weight] * (long)(_input[pixel + inC] - _in.ZeroPoint);
                }
            }
        }

        return sum;
    }

    private sbyte Add(int index)
    {
        int[] parameters = _op.Parameters;
        BigInteger first = (_input[index] - (BigInteger)_in.ZeroPoint) * (1 << 20);
        BigInteger second = (_second[index] - (BigInteger)_secondIn.ZeroPoint) * (1 << 20);
        BigInteger sum = RequantizeOracle.Multiply(first, parameters[0], parameters[1]) + RequantizeOracle.Multiply(second, parameters[2], parameters[3]);
        return RequantizeOracle.Requantize(sum, parameters[4], parameters[5], _out.ZeroPoint, _op.ActivationMin, _op.ActivationMax);
    }

    private sbyte Mean(int channel)
    {
        BigInteger sum = 0;
        for (int pixel = 0; pixel < _in.Shape.Height * _in.Shape.Width; pixel++)
        {
            sum += _input[pixel * _in.Shape.Channels + channel] - _in.ZeroPoint;
        }

        return RequantizeOracle.Requantize(sum, _op.Parameters[0], _op.Parameters[1], _out.ZeroPoint, _op.ActivationMin, _op.ActivationMax);
    }

    private sbyte Average(int outY, int outX, int channel)
    {
        long sum = 0;
        long count = 0;
        for (int filterY = 0; filterY < _written.Window.FilterHeight; filterY++)
        {
            for (int filterX = 0; filterX < _written.Window.FilterWidth; filterX++)
            {
                if (IsInside(outY, outX, filterY, filterX, out int pixel))
                {
                    sum += _input[pixel + channel];
                    count++;
                }
            }
        }

        return (sbyte)BigInteger.Clamp(new Rational(sum, count).RoundTiesAway(), _op.ActivationMin, _op.ActivationMax);
    }

    private bool IsInside(int outY, int outX, int filterY, int filterX, out int pixel)
    {
        int y = outY * _written.Window.StrideY + filterY - _written.Window.PadTop;
        int x = outX * _written.Window.StrideX + filterX - _written.Window.PadLeft;
        pixel = (y * _in.Shape.Width + x) * _in.Shape.Channels;
        return y >= 0 && y < _in.Shape.Height && x >= 0 && x < _in.Shape.Width;
    }

    private sbyte Requantize(long sum, int channel) => sum is >= int.MinValue and <= int.MaxValue
        ? RequantizeOracle.Requantize(sum, _op.Multiplier[channel], _op.Shift[channel], _out.ZeroPoint, _op.ActivationMin, _op.ActivationMax)
        : throw new InvalidOperationException($"the accumulator {sum} of channel {channel} is no int32: draw smaller weights or biases");
}
