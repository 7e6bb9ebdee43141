// SPDX-License-Identifier: MIT
using System.Globalization;
using Embedded.Inference;

namespace Embedded.Compiler.Tests.TfLite;

/// <summary>Every byte that TensorFlow Lite Micro computed, operator by operator.</summary>
public sealed class GoldenTests
{
    private const int EmbLimit = 240 * 1024;

    [Theory]
    [InlineData("image1")]
    [InlineData("image5")]
    public void PersonDetection_Traced_All31OperatorsAreEqual(string image)
    {
        GoldenNetwork golden = PersonDetection();
        Assert.Equal(31, golden.AssertEveryOperator(Grey(golden, image), image + ".ops.tsv"));
    }

    [Fact]
    public void PersonDetection_NineImages_OutputsAreEqual()
    {
        GoldenNetwork golden = PersonDetection();
        string[][] outputs = golden.Table("outputs.tsv");
        Assert.Equal(9, outputs.Length);
        foreach (string[] row in outputs)
        {
            Assert.Equal(row[1..], golden.Run(Grey(golden, row[0])).Select(value => value.ToString(CultureInfo.InvariantCulture)));
        }
    }

    [Fact]
    public void PersonDetection_AsEmb_IsBelow240Kilobytes()
    {
        GoldenNetwork golden = PersonDetection();
        Assert.InRange(golden.File.Bytes.Length, 1, EmbLimit);
        Assert.NotNull(golden.File.Model.InputSpec);
        Assert.Null(golden.File.Model.InputSpec.PixelToInt8);
    }

    [Theory]
    [InlineData("input0")]
    [InlineData("input2")]
    public void KeywordSpotting_Traced_All13OperatorsAreEqual(string input)
    {
        var golden = new GoldenNetwork("keyword_spotting", "kws_ref_model.tflite");
        Assert.Equal(13, golden.AssertEveryOperator(golden.Int8(input + ".s8"), input + ".ops.tsv"));
    }

    [Fact]
    public void MobileNetV2_Traced_All84OperatorsAndTheLogitsAreEqual()
    {
        var golden = new GoldenNetwork("mobilenet_v2", "mobilenet_v2_quantized_1x3x224x224.tflite");
        Assert.True(golden.Imported.IsChannelsFirst);
        sbyte[] input = ChannelsLast(golden.Int8("dog.s8"), 224, 3);
        Assert.Equal(84, golden.AssertEveryOperator(input, "dog.ops.tsv"));

        sbyte[] logits = golden.Run(input);
        Assert.Equal(golden.Int8("dog.logits.s8"), logits);
        Assert.Equal((258, 101), (Array.IndexOf(logits, logits.Max()), logits.Max()));
    }

    private static GoldenNetwork PersonDetection() => new("person_detect", "person_detect.tflite");

    private static sbyte[] Grey(GoldenNetwork golden, string image) => Array.ConvertAll(golden.Bytes(image + ".gray"), pixel => (sbyte)(pixel - 128));

    private static sbyte[] ChannelsLast(sbyte[] planes, int side, int channels)
    {
        var pixels = new sbyte[planes.Length];
        for (int index = 0; index < planes.Length; index++)
        {
            pixels[index % (side * side) * channels + index / (side * side)] = planes[index];
        }

        return pixels;
    }
}
