// SPDX-License-Identifier: MIT
// The engine's own fixed-point arithmetic (firmware/Core, FixedPoint) on a batch: int32 accumulators to int8 outputs. Accumulators come
// from libtorch as whole numbers in single precision, exact below 2^24.
using Embedded.Compiler.Quantization;
using Embedded.Inference.Kernels;
using Embedded.Training.Native;
using static TorchSharp.torch;

namespace Embedded.Training.QuantizationAware;

/// <summary>What the device makes of a layer's sums. Values are counted from the zero point: q - z.</summary>
internal static class IntegerRounding
{
    private const int AddShift = 20; // of the engine's Add kernel

    /// <summary>Outputs of a layer with weights.</summary>
    /// <param name="accumulators">[batch, channels, height, width] sums of products, without bias.</param>
    /// <param name="bias">[channels]</param>
    /// <param name="multipliers">[channels]</param>
    /// <param name="zeroPoint">Of the output.</param>
    /// <param name="range">Smallest and largest int8 output.</param>
    public static Tensor Requantize(Tensor accumulators, int[] bias, QuantizedMultiplier[] multipliers, int zeroPoint, (int Minimum, int Maximum) range)
    {
        float[] values = ToArray(accumulators);
        int channels = bias.Length;
        Parallel.For(0, Rows(values.Length, channels), row =>
        {
            for (int channel = 0, at = row * channels; channel < channels; channel++, at++)
            {
                QuantizedMultiplier by = multipliers[channel];
                int value = FixedPoint.Requantize((int)values[at] + bias[channel], by.Multiplier, by.Shift, zeroPoint, range.Minimum, range.Maximum);
                values[at] = value - zeroPoint;
            }
        });
        return ToTensor(values, accumulators);
    }

    /// <summary>Outputs of a sum of two tensors.</summary>
    /// <param name="first">[batch, channels, height, width]</param>
    /// <param name="second">Of the same shape.</param>
    /// <param name="parameters">From <see cref="AddParameters"/>.</param>
    /// <param name="zeroPoint">Of the output.</param>
    /// <param name="range">Smallest and largest int8 output.</param>
    public static Tensor Add(Tensor first, Tensor second, int[] parameters, int zeroPoint, (int Minimum, int Maximum) range)
    {
        float[] values = ToArray(first);
        float[] others = ToArray(second);
        int width = (int)first.shape[1];
        Parallel.For(0, Rows(values.Length, width), row =>
        {
            for (int at = row * width; at < (row + 1) * width; at++)
            {
                int sum = FixedPoint.Multiply((int)values[at] << AddShift, parameters[0], parameters[1])
                    + FixedPoint.Multiply((int)others[at] << AddShift, parameters[2], parameters[3]);
                values[at] = FixedPoint.Requantize(sum, parameters[4], parameters[5], zeroPoint, range.Minimum, range.Maximum) - zeroPoint;
            }
        });
        return ToTensor(values, first);
    }

    /// <summary>Means over whole pictures [batch, channels, 1, 1]: the engine's AveragePool2D, ties away from zero.</summary>
    /// <param name="input">[batch, channels, height, width]</param>
    /// <param name="zeroPoint">Of input and output.</param>
    public static Tensor Mean(Tensor input, int zeroPoint)
    {
        int count = (int)(input.shape[2] * input.shape[3]);
        Tensor sums = input.sum([2, 3], keepdim: true);
        float[] values = ToArray(sums);
        for (int at = 0; at < values.Length; at++)
        {
            int sum = (int)values[at] + (zeroPoint * count);
            values[at] = ((sum > 0 ? sum + (count / 2) : sum - (count / 2)) / count) - zeroPoint;
        }

        return ToTensor(values, sums);
    }

    private static int Rows(int values, int width) => values / width;

    private static float[] ToArray(Tensor values) => values.permute(0, 2, 3, 1).ToHost<float>();

    private static Tensor ToTensor(float[] values, Tensor like)
    {
        long[] shape = like.shape;
        return tensor(values, [shape[0], shape[2], shape[3], shape[1]]).permute(0, 3, 1, 2);
    }
}
