// SPDX-License-Identifier: MIT
using Embedded.Compiler.Quantization.Methods;

namespace Embedded.Compiler.Tests.Quantization.Methods;

public class LeastSquareScaleTests
{
    [Fact]
    public void Of_WeightsOnTheGrid_KeepsTheCoveringScale()
    {
        float[] weights = [127 * 0.5f, -3 * 0.5f, 64 * 0.5f, 0];
        Assert.Equal(0.5, LeastSquareScale.Of(weights));
    }

    /// <summary>Many weights between two steps and one a little larger than the rest: cutting that one a little pays.</summary>
    [Fact]
    public void Of_ManySmallWeightsAndOneLarge_HasLessErrorThanCovering()
    {
        float[] weights = [1, .. Enumerable.Range(0, 40_000).Select(index => 0.9f * MathF.Sin(index))];
        double scale = LeastSquareScale.Of(weights);
        Assert.True(scale < LeastSquareScale.Covering(weights));
        Assert.True(LeastSquareScale.Error(weights, scale) < LeastSquareScale.Error(weights, LeastSquareScale.Covering(weights)));
    }

    [Fact]
    public void Of_NoWeightsOrZeros_IsZero()
    {
        Assert.Equal(0, LeastSquareScale.Of([]));
        Assert.Equal(0, LeastSquareScale.Of([0, 0]));
    }
}
