// SPDX-License-Identifier: MIT
using System.Numerics;

namespace Embedded.Compiler.Quantization;

/// <summary>The multiplier of an int8 mean, which holds the division: tensorflow/lite/kernels/internal/reference/reduce.h.</summary>
public static class MeanParameters
{
    /// <summary>{multiplier, shift} that turn a sum of <paramref name="count"/> values into their mean; the multiplier may lie below 2^30.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The quotient of the scales is 2^30 or more.</exception>
    public static int[] For(float inScale, float outScale, int count)
    {
        QuantizedMultiplier rescale = QuantizedMultiplier.From((double)inScale / outScale);
        int shift = Math.Min(BitOperations.Log2((uint)count), 31 + rescale.Shift); // so that the result's shift is not below -31
        long multiplier = ((long)rescale.Multiplier << shift) / count;
        return [(int)multiplier, rescale.Shift - shift];
    }
}
