// SPDX-License-Identifier: MIT
namespace Embedded.Compiler.Graph;

/// <summary>How a filter or pool slides over its input. Padding is explicit per side: the device never computes it.</summary>
public sealed record Window(int FilterHeight, int FilterWidth, int StrideY, int StrideX, int PadTop, int PadLeft, int PadBottom, int PadRight)
{
    /// <summary>The 1x1 window with stride 1: a pointwise convolution or a fully connected layer.</summary>
    public static Window Point { get; } = new(1, 1, 1, 1, 0, 0, 0, 0);

    /// <summary>TensorFlow Lite SAME padding (lite/kernels/padding.h): out = ceil(in / stride), the odd pixel goes to the bottom and right.</summary>
    public static Window Same(TensorShape input, int filterHeight, int filterWidth, int strideY, int strideX)
    {
        int vertical = TotalPad(input.Height, filterHeight, strideY);
        int horizontal = TotalPad(input.Width, filterWidth, strideX);
        return new Window(filterHeight, filterWidth, strideY, strideX, vertical / 2, horizontal / 2, vertical - vertical / 2, horizontal - horizontal / 2);
    }

    /// <summary>No padding: only positions where the whole window lies on the input.</summary>
    public static Window Valid(int filterHeight, int filterWidth, int strideY, int strideX) =>
        new(filterHeight, filterWidth, strideY, strideX, 0, 0, 0, 0);

    /// <summary>The output's height and width with <paramref name="channels"/> channels.</summary>
    /// <exception cref="ArgumentException">The window does not fit the padded input.</exception>
    public TensorShape Output(TensorShape input, int channels)
    {
        int height = input.Height + PadTop + PadBottom - FilterHeight;
        int width = input.Width + PadLeft + PadRight - FilterWidth;
        if (height < 0 || width < 0)
        {
            throw new ArgumentException($"a {FilterHeight}x{FilterWidth} window does not fit an input of {input}");
        }

        return new TensorShape(height / StrideY + 1, width / StrideX + 1, channels);
    }

    private static int TotalPad(int input, int filter, int stride) =>
        Math.Max(0, ((input + stride - 1) / stride - 1) * stride + filter - input);
}
