// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;

namespace Embedded.Compiler.Tests.Quantization.Methods;

/// <summary>Compares two float networks by what they compute.</summary>
internal static class FloatOutputs
{
    public static void AssertSame(FloatGraph one, FloatGraph other, IReadOnlyList<sbyte[]> inputs, double tolerance)
    {
        var first = new FloatExecutor(one);
        var second = new FloatExecutor(other);
        foreach (sbyte[] input in inputs)
        {
            first.SetInput(input);
            second.SetInput(input);
            Assert.All(first.Run().Zip(second.Run()), pair => Assert.InRange(pair.Second, pair.First - tolerance, pair.First + tolerance));
        }
    }
}
