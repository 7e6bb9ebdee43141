// SPDX-License-Identifier: MIT
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Embedded.Compiler.Formats.TfLite;

namespace Embedded.Testing;

/// <summary>
/// An int8 .tflite network as other people's converters write them, drawn at random: edges that quantize or transpose, blocks with
/// sums and paddings, heads of every kind. Not made through this project's exporter.
/// </summary>
public sealed class RandomTfLite
{
    private readonly Random _random;
    private readonly TfLiteBuilder _builder;

    private RandomTfLite(int seed)
    {
        _random = new Random(seed);
        (_builder, Input, FileInput) = DrawInput();
        _builder.IsWild = _random.Next(3) == 0;
        for (int block = _random.Next(1, 6); block > 0; block--)
        {
            DrawBlock();
        }

        DrawHead();
        DrawTail();
        Model = _builder.Build();
    }

    /// <summary>The network.</summary>
    public TfLiteModel Model { get; }

    /// <summary>What the imported network takes: int8, channels last.</summary>
    public sbyte[] Input { get; }

    /// <summary>The same as the file takes it: perhaps float, uint8 or channels first.</summary>
    public byte[] FileInput { get; }

    /// <summary>Draws a network; the same for the same seed.</summary>
    public static RandomTfLite Draw(int seed) => new(seed);

    private (TfLiteBuilder Builder, sbyte[] Input, byte[] FileInput) DrawInput()
    {
        int height = _random.Next(4, 18);
        int width = _random.Next(3) == 0 ? height : _random.Next(4, 18);
        int channels = _random.Next(3) switch { 0 => 1, 1 => 3, _ => _random.Next(1, 7) };
        int[] shape = [1, height, width, channels];
        float scale = _random.Next(3) == 0 ? 1f / 128 : (0.2f + _random.NextSingle()) / 100;
        int zeroPoint = _random.Next(3) == 0 ? 0 : _random.Next(-128, 128);
        sbyte[] input = RandomBytes.Draw(_random.Next(), height * width * channels);
        byte[] bytes = MemoryMarshal.AsBytes<sbyte>(input).ToArray();
        switch (_random.Next(10))
        {
            case 0: // [1, C, H, W], as PyTorch exports
                bool isUInt8 = _random.Next(2) == 0;
                var planes = new TfLiteBuilder(_random, isUInt8 ? TfLiteType.UInt8 : TfLiteType.Int8, [1, channels, height, width], scale, isUInt8 ? zeroPoint + 128 : zeroPoint);
                if (isUInt8)
                {
                    planes.Convert(TfLiteOpcode.Quantize, TfLiteType.Int8, scale, zeroPoint);
                }

                planes.ToChannelsLast();
                int plane = height * width;
                return (planes, input, [.. Enumerable.Range(0, bytes.Length).Select(index => (byte)(bytes[index % plane * channels + index / plane] ^ (isUInt8 ? 0x80 : 0)))]);
            case 1:
                var floats = new TfLiteBuilder(_random, TfLiteType.Float32, shape, 1, 0);
                floats.Convert(TfLiteOpcode.Quantize, TfLiteType.Int8, scale, zeroPoint);
                var reals = new byte[4 * input.Length];
                for (int index = 0; index < input.Length; index++)
                {
                    BinaryPrimitives.WriteSingleLittleEndian(reals.AsSpan(4 * index), scale * (input[index] - zeroPoint));
                }

                return (floats, input, reals);
            case 2:
                var pixels = new TfLiteBuilder(_random, TfLiteType.UInt8, shape, scale, zeroPoint + 128);
                pixels.Convert(TfLiteOpcode.Quantize, TfLiteType.Int8, scale, zeroPoint);
                return (pixels, input, Array.ConvertAll(bytes, value => (byte)(value ^ 0x80)));
            case 3:
                var flat = new TfLiteBuilder(_random, TfLiteType.Int8, [1, height * width * channels], scale, zeroPoint);
                flat.Reshape(shape);
                return (flat, input, bytes);
            default:
                return (new TfLiteBuilder(_random, TfLiteType.Int8, shape, scale, zeroPoint), input, bytes);
        }
    }

    private void DrawBlock()
    {
        int start = _builder.Last;
        switch (_random.Next(10))
        {
            case 0:
            case 1:
                DrawConv2D();
                break;
            case 2:
                DrawDepthwise();
                _builder.Conv2D(_random.Next(1, 13), 1, 1, Point());
                break;
            case 3 when Math.Min(_builder.Shape[1], _builder.Shape[2]) >= 2: // Keras' ZeroPadding2D before a VALID depthwise convolution
                _builder.Pad(0, 1, 0, 1);
                _builder.DepthwiseConv2D(_random.Next(1, 3), 3, 3, new() { IsSamePadding = false, StrideX = 2, StrideY = 2, Activation = Clamp() });
                break;
            case 4:
            case 5: // inverted residual
                int channels = _builder.Shape[3];
                _builder.Conv2D(_random.Next(1, 4) * channels, 1, 1, Point());
                DrawDepthwise(stride: 1);
                _builder.Conv2D(channels, 1, 1, Point() with { Activation = 0 });
                _builder.Add(start, Clamp());
                break;
            case 6:
                DrawPad();
                break;
            case 7: // a sum of anything of this shape, or of a tensor and itself
                int[] others = _builder.LikeLast();
                _builder.Add(others.Length == 0 || _random.Next(4) == 0 ? start : others[_random.Next(others.Length)], Clamp());
                break;
            case 8:
                _builder.Convert(TfLiteOpcode.Quantize, TfLiteType.Int8, _builder[start].Scales[0] * (0.5f + _random.NextSingle()), _random.Next(-128, 128));
                if (_random.Next(2) == 0)
                {
                    _builder.Add(start, Clamp());
                }

                break;
            default:
                (int height, int width, TfLiteOptions options) = DrawWindow(0);
                _builder.AveragePool2D(height, width, options);
                break;
        }
    }

    private void DrawConv2D()
    {
        (int height, int width, TfLiteOptions options) = DrawWindow(0);
        bool isDilated = height == 1 && width == 1 && _random.Next(3) == 0; // means nothing for 1x1
        _builder.Conv2D(_random.Next(1, 13), height, width, isDilated ? options with { DilationX = 2, DilationY = 3 } : options);
    }

    private void DrawDepthwise(int stride = 0)
    {
        (int height, int width, TfLiteOptions options) = DrawWindow(stride);
        _builder.DepthwiseConv2D(_random.Next(2) == 0 ? 1 : _random.Next(1, 4), height, width, options);
    }

    /// <summary>A PAD that one convolution reads, a pool, or two convolutions whose outputs are added.</summary>
    private void DrawPad()
    {
        _builder.Pad(_random.Next(3), _random.Next(3), _random.Next(3), _random.Next(3));
        int padded = _builder.Last;
        (int height, int width, TfLiteOptions options) = DrawWindow(0);
        int channels = _random.Next(1, 9);
        switch (_random.Next(3))
        {
            case 0:
                _builder.AveragePool2D(height, width, options);
                break;
            case 1:
                _builder.Conv2D(channels, height, width, options);
                break;
            default:
                _builder.Conv2D(channels, height, width, options);
                int first = _builder.Last;
                _builder.Last = padded;
                _builder.Conv2D(channels, height, width, options with { Activation = Clamp() });
                _builder.Add(first, Clamp());
                break;
        }
    }

    private void DrawHead()
    {
        int[] shape = _builder.Shape;
        switch (_random.Next(7))
        {
            case 0:
                _builder.Mean(keepsDimensions: false);
                break;
            case 1:
                _builder.Mean(keepsDimensions: true);
                _builder.Reshape(1, shape[3]);
                break;
            case 2:
                _builder.Mean(keepsDimensions: true);
                _builder.Conv2D(_random.Next(2, 9), 1, 1, Point());
                break;
            case 3:
                _builder.AveragePool2D(shape[1], shape[2], new() { IsSamePadding = false, StrideX = _random.Next(1, shape[2] + 1), StrideY = shape[1] });
                _builder.Squeeze();
                break;
            case 4:
                _builder.Reshape(1, shape[1] * shape[2] * shape[3]);
                break;
            case 5:
                _builder.AveragePool2D(shape[1], shape[2], new() { IsSamePadding = false, StrideX = 1, StrideY = 1 });
                _builder.FullyConnected(_random.Next(2, 9), new() { KeepsDimensions = _random.Next(2) == 0, Activation = Clamp() });
                break;
            default:
                _builder.FullyConnected(_random.Next(2, 9), new());
                break;
        }

        for (int layers = _random.Next(_builder.Shape.Length == 2 ? 3 : 1); layers > 0; layers--)
        {
            _builder.FullyConnected(_random.Next(2, 12), new() { Activation = Clamp() });
        }
    }

    private void DrawTail()
    {
        if (_random.Next(2) == 0)
        {
            _builder.Softmax();
            if (_builder.Shape.Length == 4 && _random.Next(2) == 0)
            {
                _builder.Reshape(1, _builder.Shape[3]);
            }
        }

        switch (_random.Next(4))
        {
            case 0:
                _builder.Convert(TfLiteOpcode.Dequantize, TfLiteType.Float32, 1, 0);
                break;
            case 1:
                _builder.Convert(TfLiteOpcode.Quantize, TfLiteType.UInt8, _builder[_builder.Last].Scales[0], (int)_builder[_builder.Last].ZeroPoints[0] + 128);
                break;
        }
    }

    private (int Height, int Width, TfLiteOptions Options) DrawWindow(int stride)
    {
        bool isSame = stride > 0 || _random.Next(3) > 0; // SAME windows may be larger than their input
        int height = _random.Next(1, (isSame ? 5 : Math.Min(5, _builder.Shape[1])) + 1);
        int width = _random.Next(2) == 0 && (isSame || height <= _builder.Shape[2]) ? height : _random.Next(1, (isSame ? 5 : Math.Min(5, _builder.Shape[2])) + 1);
        int strideY = stride > 0 ? stride : _random.Next(1, 4);
        int strideX = stride > 0 ? stride : _random.Next(3) == 0 ? _random.Next(1, 4) : strideY;
        return (height, width, new TfLiteOptions { IsSamePadding = isSame, StrideX = strideX, StrideY = strideY, Activation = Clamp() });
    }

    private TfLiteOptions Point() => new() { IsSamePadding = _random.Next(2) == 0, StrideX = 1, StrideY = 1, Activation = Clamp() };

    /// <summary>NONE, RELU or RELU6.</summary>
    private int Clamp() => _random.Next(3) switch { 0 => 0, 1 => 1, _ => 3 };
}
