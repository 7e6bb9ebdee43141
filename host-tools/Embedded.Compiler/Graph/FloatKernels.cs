// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;
using System.Numerics;

namespace Embedded.Compiler.Graph;

/// <summary>The float operators, plain loops over NHWC with the innermost one vectorised.</summary>
internal static class FloatKernels
{
    public static void Conv2D(FloatOperator op, float[] input, TensorShape inShape, float[] output, TensorShape outShape)
    {
        Window window = op.Window;
        int patch = window.FilterHeight * window.FilterWidth * inShape.Channels;
        for (int outY = 0; outY < outShape.Height; outY++)
        {
            for (int outX = 0; outX < outShape.Width; outX++)
            {
                Span<float> result = output.AsSpan((outY * outShape.Width + outX) * outShape.Channels, outShape.Channels);
                op.Bias.CopyTo(result);
                for (int filterY = 0; filterY < window.FilterHeight; filterY++)
                {
                    int y = outY * window.StrideY - window.PadTop + filterY;
                    int firstX = outX * window.StrideX - window.PadLeft;
                    int from = Math.Max(0, -firstX);
                    int to = Math.Min(window.FilterWidth, inShape.Width - firstX);
                    if (y < 0 || y >= inShape.Height || from >= to)
                    {
                        continue;
                    }

                    ReadOnlySpan<float> taps = input.AsSpan((y * inShape.Width + firstX + from) * inShape.Channels, (to - from) * inShape.Channels);
                    int at = (filterY * window.FilterWidth + from) * inShape.Channels;
                    for (int outC = 0; outC < outShape.Channels; outC++)
                    {
                        result[outC] += Dot(taps, op.Weights.AsSpan(outC * patch + at, taps.Length));
                    }
                }

                Clamp(op.Activation, result);
            }
        }
    }

    public static void DepthwiseConv2D(FloatOperator op, float[] input, TensorShape inShape, float[] output, TensorShape outShape)
    {
        Window window = op.Window;
        for (int outY = 0; outY < outShape.Height; outY++)
        {
            for (int outX = 0; outX < outShape.Width; outX++)
            {
                Span<float> result = output.AsSpan((outY * outShape.Width + outX) * outShape.Channels, outShape.Channels);
                op.Bias.CopyTo(result);
                for (int filterY = 0; filterY < window.FilterHeight; filterY++)
                {
                    int y = outY * window.StrideY - window.PadTop + filterY;
                    for (int filterX = 0; filterX < window.FilterWidth; filterX++)
                    {
                        int x = outX * window.StrideX - window.PadLeft + filterX;
                        if (y < 0 || y >= inShape.Height || x < 0 || x >= inShape.Width)
                        {
                            continue;
                        }

                        ReadOnlySpan<float> taps = input.AsSpan((y * inShape.Width + x) * inShape.Channels, inShape.Channels);
                        ReadOnlySpan<float> weights = op.Weights.AsSpan((filterY * window.FilterWidth + filterX) * outShape.Channels, outShape.Channels);
                        for (int outC = 0; outC < result.Length; outC++)
                        {
                            result[outC] += taps[op.DepthMultiplier == 1 ? outC : outC / op.DepthMultiplier] * weights[outC];
                        }
                    }
                }

                Clamp(op.Activation, result);
            }
        }
    }

    public static void AveragePool2D(FloatOperator op, float[] input, TensorShape inShape, float[] output, TensorShape outShape)
    {
        Window window = op.Window;
        for (int index = 0; index < output.Length; index++)
        {
            int channel = index % outShape.Channels;
            int outX = index / outShape.Channels % outShape.Width;
            int outY = index / outShape.Channels / outShape.Width;
            int top = outY * window.StrideY - window.PadTop;
            int left = outX * window.StrideX - window.PadLeft;
            double sum = 0;
            int count = 0;
            for (int y = Math.Max(0, top); y < Math.Min(inShape.Height, top + window.FilterHeight); y++)
            {
                for (int x = Math.Max(0, left); x < Math.Min(inShape.Width, left + window.FilterWidth); x++)
                {
                    sum += input[(y * inShape.Width + x) * inShape.Channels + channel];
                    count++;
                }
            }

            output[index] = (float)(sum / count);
        }

        Clamp(op.Activation, output);
    }

    public static void Softmax(float[] input, float[] output)
    {
        float largest = input.Max();
        double sum = 0;
        foreach (float value in input)
        {
            sum += Math.Exp(value - largest);
        }

        for (int index = 0; index < input.Length; index++)
        {
            output[index] = (float)(Math.Exp(input[index] - largest) / sum);
        }
    }

    public static void Add(FloatOperator op, float[] first, float[] second, float[] output)
    {
        for (int index = 0; index < output.Length; index++)
        {
            output[index] = first[index] + second[index];
        }

        Clamp(op.Activation, output);
    }

    public static void Mean(FloatOperator op, float[] input, TensorShape inShape, float[] output)
    {
        for (int channel = 0; channel < output.Length; channel++)
        {
            double sum = 0;
            for (int at = channel; at < input.Length; at += inShape.Channels)
            {
                sum += input[at];
            }

            output[channel] = (float)(sum / (inShape.Height * inShape.Width));
        }

        Clamp(op.Activation, output);
    }

    public static void Pad(Window window, float[] input, TensorShape inShape, float[] output, TensorShape outShape)
    {
        Array.Clear(output);
        int row = inShape.Width * inShape.Channels;
        for (int y = 0; y < inShape.Height; y++)
        {
            Array.Copy(input, y * row, output, ((y + window.PadTop) * outShape.Width + window.PadLeft) * outShape.Channels, row);
        }
    }

    /// <summary>The sum of products.</summary>
    public static float Dot(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        ReadOnlySpan<Vector<float>> leftVectors = MemoryMarshal.Cast<float, Vector<float>>(left);
        ReadOnlySpan<Vector<float>> rightVectors = MemoryMarshal.Cast<float, Vector<float>>(right);
        Vector<float> sums = Vector<float>.Zero;
        for (int index = 0; index < leftVectors.Length; index++)
        {
            sums += leftVectors[index] * rightVectors[index];
        }

        float sum = Vector.Sum(sums);
        for (int index = leftVectors.Length * Vector<float>.Count; index < left.Length; index++)
        {
            sum += left[index] * right[index];
        }

        return sum;
    }

    private static void Clamp(Activation activation, Span<float> values)
    {
        if (activation == Activation.None)
        {
            return;
        }

        float largest = activation == Activation.Relu6 ? 6f : float.PositiveInfinity;
        for (int index = 0; index < values.Length; index++)
        {
            values[index] = Math.Clamp(values[index], 0f, largest);
        }
    }
}
