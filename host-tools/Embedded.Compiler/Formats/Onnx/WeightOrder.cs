// SPDX-License-Identifier: MIT
namespace Embedded.Compiler.Formats.Onnx;

/// <summary>Weights of the engine in the order of ONNX's Conv: [outC, inC / group, filterH, filterW].</summary>
internal static class WeightOrder
{
    /// <summary>[outC, filterH, filterW, inC] to [outC, inC, filterH, filterW].</summary>
    public static sbyte[] InputLastToSecond(sbyte[] weights, int outChannels, int inChannels)
    {
        int taps = weights.Length / (outChannels * inChannels);
        var ordered = new sbyte[weights.Length];
        for (int outC = 0, from = 0; outC < outChannels; outC++)
        {
            for (int tap = 0; tap < taps; tap++)
            {
                for (int inC = 0; inC < inChannels; inC++, from++)
                {
                    ordered[(outC * inChannels + inC) * taps + tap] = weights[from];
                }
            }
        }

        return ordered;
    }

    /// <summary>[filterH, filterW, outC] to [outC, 1, filterH, filterW].</summary>
    public static sbyte[] ChannelLastToFirst(sbyte[] weights, int outChannels)
    {
        int taps = weights.Length / outChannels;
        var ordered = new sbyte[weights.Length];
        for (int from = 0; from < weights.Length; from++)
        {
            ordered[from % outChannels * taps + from / outChannels] = weights[from];
        }

        return ordered;
    }
}
