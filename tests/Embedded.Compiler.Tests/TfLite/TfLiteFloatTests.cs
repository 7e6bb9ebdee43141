// SPDX-License-Identifier: MIT
using System.Buffers.Binary;
using Embedded.Compiler.Formats.TfLite;
using Embedded.Compiler.Graph;
using Embedded.Inference;
using Embedded.Testing;

namespace Embedded.Compiler.Tests.TfLite;

public sealed class TfLiteFloatTests
{
    private const float Tolerance = 1e-5f; // relative to sums of 27 products below 1

    [Fact]
    public void Of_QuantizedFile_HasTheRealValuesOfItsIntegers()
    {
        QuantizedGraph quantized = RandomGraph.MobileNetV2(5);
        FloatGraph graph = TfLiteFloat.Of(TfLiteExport.Convert(quantized));
        FloatOperator[] weighted = [.. graph.Operators.Where(op => op.Weights.Length > 0)];
        QuantizedOperator[] source = [.. quantized.Operators.Where(op => op.Weights.Length > 0)];
        Assert.Equal(source.Length, weighted.Length);
        foreach ((QuantizedOperator from, FloatOperator to) in source.Zip(weighted))
        {
            int channels = from.Bias.Length;
            int perChannel = from.Weights.Length / channels;
            for (int index = 0; index < from.Weights.Length; index++)
            {
                int channel = from.Kind == OperatorKind.DepthwiseConv2D ? index % channels : index / perChannel;
                Assert.Equal(from.WeightScale(channel) * from.Weights[index], to.Weights[index]);
            }

            for (int channel = 0; channel < channels; channel++)
            {
                double expected = (double)quantized.Tensors[from.Inputs[0]].Scale * from.WeightScale(channel) * from.Bias[channel];
                Assert.Equal(expected, to.Bias[channel], Math.Abs(expected) * 1e-6);
            }
        }

        Assert.Equal((1f / 128, 0), (graph.InputScale, graph.InputZeroPoint));
    }

    [Theory]
    [InlineData(128, 128)]
    [InlineData(127.5, 127.5)]
    [InlineData(0, 255)]
    [InlineData(0, 1)]
    public void Of_FloatFile_SamePictureGivesTheSameActivations(double mean, double deviation)
    {
        var range = new PixelRange((float)mean, (float)deviation);
        TfLiteModel model = FloatModel(TfLiteType.Float32);
        FloatGraph graph = TfLiteFloat.Of(model, range);
        var random = new Random(3);
        byte[] pixels = [.. Enumerable.Range(0, 5 * 5 * 3).Select(_ => (byte)random.Next(256))];

        var executor = new FloatExecutor(graph);
        executor.SetInput(Array.ConvertAll(pixels, pixel => (sbyte)(pixel - 128)));
        float[] actual = executor.Run();

        float[] weights = TfLiteValues.Real(model.Tensors[1], "weights");
        for (int outY = 0; outY < 3; outY++)
        {
            for (int outX = 0; outX < 3; outX++)
            {
                for (int channel = 0; channel < 2; channel++)
                {
                    double expected = 0.25 * (channel + 1);
                    double magnitude = 1;
                    for (int tap = 0; tap < 27; tap++)
                    {
                        int pixel = pixels[((outY + tap / 9) * 5 + outX + tap / 3 % 3) * 3 + tap % 3];
                        expected += weights[channel * 27 + tap] * range.RealOf(pixel);
                        magnitude += Math.Abs(weights[channel * 27 + tap] * range.RealOf(pixel));
                    }

                    Assert.Equal(expected, actual[(outY * 3 + outX) * 2 + channel], Tolerance * magnitude);
                }
            }
        }
    }

    [Fact]
    public void Of_Float16WeightsBehindDequantize_AreReadAsFloats()
    {
        FloatGraph halves = TfLiteFloat.Of(FloatModel(TfLiteType.Float16));
        FloatGraph singles = TfLiteFloat.Of(FloatModel(TfLiteType.Float32));
        Assert.Single(halves.Operators);
        Assert.Equal(singles.Operators[0].Weights.Length, halves.Operators[0].Weights.Length);
        Assert.All(singles.Operators[0].Weights.Zip(halves.Operators[0].Weights), pair => Assert.Equal(pair.First, pair.Second, 1e-3f)); // a half has 11 bits
    }

    [Fact]
    public void Of_PretrainedMobileNet_IsAFloatGraphWithLabels()
    {
        FloatGraph graph = TfLiteFloat.Load(Path.Combine(SharedFolder.Require("pretrained"), "mobilenet_v1_0.25_128_quant.tflite"));
        Assert.Equal(new TensorShape(128, 128, 3), graph.Input);
        Assert.Equal((1f / 128, 0), (graph.InputScale, graph.InputZeroPoint));
        Assert.Equal(1001, graph.Labels.Length);
        Assert.Equal((27, 1), (graph.Operators.Count(op => op.Kind is OperatorKind.Conv2D or OperatorKind.DepthwiseConv2D && op.Activation != Activation.None), graph.Operators.Count(op => op.Kind == OperatorKind.AveragePool2D)));
    }

    /// <summary>5x5x3 to 3x3x2: one convolution 3x3 without padding, weights as floats or as halves behind a DEQUANTIZE.</summary>
    private static TfLiteModel FloatModel(TfLiteType type)
    {
        var random = new Random(1);
        float[] weights = [.. Enumerable.Range(0, 54).Select(_ => random.NextSingle() - 0.5f)];
        TfLiteTensor constant = new() { Name = "filter", Type = type, Shape = [2, 3, 3, 3], Data = type == TfLiteType.Float32 ? Bytes(weights) : Halves(weights) };
        var convolution = new TfLiteOperator
        {
            Code = TfLiteOpcode.Conv2D,
            Inputs = [0, type == TfLiteType.Float32 ? 1 : 4, 2],
            Outputs = [3],
            Options = new TfLiteOptions { IsSamePadding = false, StrideX = 1, StrideY = 1 },
        };
        var dequantize = new TfLiteOperator { Code = TfLiteOpcode.Dequantize, Inputs = [1], Outputs = [4] };
        var model = new TfLiteModel
        {
            Tensors =
            [
                new() { Type = TfLiteType.Float32, Shape = [1, 5, 5, 3] },
                constant,
                new() { Type = TfLiteType.Float32, Shape = [2], Data = Bytes([0.25f, 0.5f]) },
                new() { Type = TfLiteType.Float32, Shape = [1, 3, 3, 2] },
                new() { Type = TfLiteType.Float32, Shape = [2, 3, 3, 3] },
            ],
            Operators = type == TfLiteType.Float32 ? [convolution] : [dequantize, convolution],
            Input = 0,
            Output = 3,
        };
        return TfLiteReader.Parse(TfLiteWriter.Write(model));
    }

    private static byte[] Bytes(float[] values)
    {
        var bytes = new byte[4 * values.Length];
        for (int index = 0; index < values.Length; index++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(4 * index), values[index]);
        }

        return bytes;
    }

    private static byte[] Halves(float[] values)
    {
        var bytes = new byte[2 * values.Length];
        for (int index = 0; index < values.Length; index++)
        {
            BinaryPrimitives.WriteHalfLittleEndian(bytes.AsSpan(2 * index), (Half)values[index]);
        }

        return bytes;
    }
}
