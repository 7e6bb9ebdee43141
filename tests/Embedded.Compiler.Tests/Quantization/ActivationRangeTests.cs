// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;
using Embedded.Compiler.Quantization;

namespace Embedded.Compiler.Tests.Quantization;

public class ActivationRangeTests
{
    [Theory]
    [InlineData(Activation.None, 0.1f, 5, -128, 127)]
    [InlineData(Activation.Relu, 0.1f, 5, 5, 127)]
    [InlineData(Activation.Relu, 0.1f, -128, -128, 127)]
    [InlineData(Activation.Relu6, 0.0235294122f, -128, -128, 127)] // 6/255
    [InlineData(Activation.Relu6, 0.05f, -10, -10, 110)]
    [InlineData(Activation.Relu6, 0.048f, 0, 0, 125)]
    [InlineData(Activation.Relu6, 4f, 3, 3, 5)] // 1.5 rounds away from zero
    [InlineData(Activation.Relu6, 1000f, 3, 3, 3)]
    [InlineData(Activation.Relu6, 1e-30f, -128, -128, 127)]
    [InlineData(Activation.Relu6, 1e-44f, 0, 0, 127)]
    public void Of_Activation_IsTheClamp(Activation activation, float scale, int zeroPoint, int minimum, int maximum) =>
        Assert.Equal((minimum, maximum), ActivationRange.Of(activation, scale, zeroPoint));
}
