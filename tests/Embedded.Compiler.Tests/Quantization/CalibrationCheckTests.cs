// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;
using Embedded.Compiler.Quantization;
using Embedded.Compiler.Quantization.Methods;
using Embedded.Testing;

namespace Embedded.Compiler.Tests.Quantization;

public class CalibrationCheckTests
{
    private static readonly FloatGraph Network = RandomFloatGraph.MobileNet(1);

    [Fact]
    public void Of_EnoughPicturesOfItsClasses_SaysNothing() =>
        Assert.Empty(CalibrationCheck.Of(Network, RandomFloatGraph.Inputs(Network, 1, 20), ["class0", "class3"]));

    [Fact]
    public void Of_FewPictures_SaysHowMany() =>
        Assert.StartsWith("only 19 pictures", Assert.Single(CalibrationCheck.Of(Network, RandomFloatGraph.Inputs(Network, 1, 19), null)));

    [Fact]
    public void Of_NearlyBlackPictures_SaysHowManyAndHowBright()
    {
        sbyte[][] inputs = RandomFloatGraph.Inputs(Network, 1, 30);
        Array.Fill(inputs[3], (sbyte)-126);
        Array.Fill(inputs[4], (sbyte)-122);
        Assert.Contains("2 of 30 calibration pictures are nearly black (mean brightness 4.0 of 255)", Assert.Single(CalibrationCheck.Of(Network, inputs, null)));
    }

    [Fact]
    public void Of_OtherClasses_NamesThem() =>
        Assert.Contains("(cat, dog)", Assert.Single(CalibrationCheck.Of(Network, RandomFloatGraph.Inputs(Network, 1, 20), ["cat", "class1", "dog"])));

    /// <summary>Pictures in a folder without classes carry its name, which is none.</summary>
    [Fact]
    public void Of_NoClasses_SaysNothing() =>
        Assert.Empty(CalibrationCheck.Of(Network, RandomFloatGraph.Inputs(Network, 1, 20), ["photos"]));

    [Fact]
    public void DeadLayers_LayerThatIsAlwaysZero_IsNamed()
    {
        FloatOperator[] operators = [.. Network.Operators];
        operators[2] = operators[2] with { Bias = [.. operators[2].Bias.Select(_ => -1000f)] };
        FloatGraph dead = Network with { Operators = operators };
        sbyte[][] inputs = RandomFloatGraph.Inputs(dead, 1, 4);
        Assert.Empty(CalibrationCheck.DeadLayers(Network, ChannelRanges.Of(Network, inputs)));
        Assert.Contains("the layer op2 is dead", CalibrationCheck.DeadLayers(dead, ChannelRanges.Of(dead, inputs))[0]);
    }

    [Theory]
    [InlineData(3000, 256, 256, 512, true)]
    [InlineData(90, 256, 60, 30, true)]
    [InlineData(59, 256, 59, 59, false)]
    [InlineData(59, 10, 10, 49, true)]
    [InlineData(2, 256, 2, 2, false)]
    public void Division_OfPictures_KeepsSomeToJudgeIfThereAreEnough(int total, int most, int calibrating, int judging, bool isDivided)
    {
        CalibrationDivision division = CalibrationDivision.Of(total, most);
        Assert.Equal((calibrating, judging, isDivided), (division.Calibration.Length, division.Selection.Length, division.IsDivided));
        Assert.Equal(!isDivided, division.Calibration.Intersect(division.Selection).Any());
    }
}
