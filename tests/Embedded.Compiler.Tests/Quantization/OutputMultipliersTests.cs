// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;
using Embedded.Compiler.Quantization;
using Embedded.Inference;

namespace Embedded.Compiler.Tests.Quantization;

public class OutputMultipliersTests
{
    private const float InScale = 0.0235294122f;
    private const float WeightScale = 0.0078431377f;
    private const float OutScale = 0.1f;

    [Fact]
    public void Of_OneScale_IsADoubleProductForConvolutionsAndASingleProductForFullyConnected()
    {
        QuantizedMultiplier inDouble = QuantizedMultiplier.From((double)InScale * WeightScale / OutScale);
        QuantizedMultiplier inSingle = QuantizedMultiplier.From((double)(InScale * WeightScale) / OutScale);
        Assert.NotEqual(inDouble, inSingle);
        Assert.Equal([inDouble, inDouble, inDouble], OutputMultipliers.Of(Operator(OperatorKind.Conv2D, 3, WeightScale), InScale, OutScale));
        Assert.Equal([inDouble, inDouble], OutputMultipliers.Of(Operator(OperatorKind.DepthwiseConv2D, 2, WeightScale), InScale, OutScale));
        Assert.Equal([inSingle, inSingle], OutputMultipliers.Of(Operator(OperatorKind.FullyConnected, 2, WeightScale), InScale, OutScale));
        Assert.Equal([inSingle], OutputMultipliers.Of(Operator(OperatorKind.FullyConnected, 1, WeightScale), InScale, OutScale));
        Assert.Equal([inDouble, inDouble], OutputMultipliers.Of(Operator(OperatorKind.FullyConnected, 2, WeightScale, WeightScale), InScale, OutScale));
    }

    [Fact]
    public void Of_OtherNumberOfScales_IsRefused() =>
        Assert.Throws<ArgumentException>(() => OutputMultipliers.Of(Operator(OperatorKind.Conv2D, 3, WeightScale, WeightScale), InScale, OutScale));

    [Fact]
    public void RecoverWeightScales_OneScaleOfAFullyConnectedLayer_GivesOneThatGivesTheSamePair()
    {
        var random = new Random(1);
        int neighbours = 0;
        for (int draw = 0; draw < 100_000; draw++)
        {
            (float inScale, float weightScale, float outScale) = DrawScales(random, isWide: draw % 2 == 0);
            QuantizedOperator op = Operator(OperatorKind.FullyConnected, 2, weightScale);
            QuantizedMultiplier[] pairs = OutputMultipliers.Of(op, inScale, outScale);
            float[] recovered = OutputMultipliers.RecoverWeightScales(op.Kind, pairs, inScale, outScale);
            Assert.True(recovered.Length == 1, $"draw {draw}: {inScale:R}, {weightScale:R}, {outScale:R} gave {recovered.Length} scales");
            Assert.Equal(pairs, OutputMultipliers.Of(op with { WeightScales = recovered }, inScale, outScale));
            neighbours += recovered[0] == weightScale ? 0 : 1;
        }

        Assert.InRange(neighbours, 1_000, 60_000); // the single product does not determine the scale
    }

    [Fact]
    public void RecoverWeightScales_ScaleAChannel_GivesTheSamePairs()
    {
        var random = new Random(2);
        int perTensor = 0;
        for (int draw = 0; draw < 100_000; draw++)
        {
            (float inScale, float weightScale, float outScale) = DrawScales(random, isWide: draw % 2 == 0);
            bool isAlike = random.Next(4) > 0;
            OperatorKind kind = (OperatorKind)random.Next(1, 4);
            QuantizedOperator op = Operator(kind, 2, weightScale, isAlike ? weightScale : weightScale / 2);
            QuantizedMultiplier[] pairs = OutputMultipliers.Of(op, inScale, outScale);
            float[] recovered = OutputMultipliers.RecoverWeightScales(kind, pairs, inScale, outScale);
            Assert.Equal(pairs, OutputMultipliers.Of(op with { WeightScales = recovered }, inScale, outScale));
            perTensor += recovered.Length == 1 ? 1 : 0;
            Assert.True(recovered.Length == 1 ? isAlike && kind == OperatorKind.FullyConnected : recovered.SequenceEqual(op.WeightScales), $"draw {draw}");
        }

        Assert.InRange(perTensor, 1, 5_000); // a double product is seldom what a single product gives
    }

    private static QuantizedOperator Operator(OperatorKind kind, int channels, params float[] scales) =>
        new() { Kind = kind, Name = "op", Inputs = [0], Output = 1, Weights = new sbyte[channels], Bias = new int[channels], WeightScales = scales };

    /// <summary>Scales of a network, or of every magnitude, whose effective scale lies in [2^-30, 2^28].</summary>
    private static (float In, float Weight, float Out) DrawScales(Random random, bool isWide)
    {
        while (true)
        {
            float inScale = isWide ? BitConverter.Int32BitsToSingle(random.Next(1 << 23, 0x7F800000)) : MathF.Pow(2, -12 * random.NextSingle());
            float weightScale = isWide ? BitConverter.Int32BitsToSingle(random.Next(1, 0x7F800000)) : MathF.Pow(2, -12 * random.NextSingle());
            float product = inScale * weightScale;
            var outScale = (float)(product / Math.ScaleB(1 + random.NextDouble(), isWide ? random.Next(-30, 28) : random.Next(-12, 2)));
            if (product > 0 && float.IsFinite(product) && outScale > 1.2e-38f && float.IsFinite(outScale) && (double)inScale * weightScale / outScale is > 1e-9 and < 1e8)
            {
                return (inScale, weightScale, outScale);
            }
        }
    }
}
