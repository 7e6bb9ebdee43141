// SPDX-License-Identifier: MIT
using System.Numerics;
using System.Runtime.InteropServices;

namespace Embedded.Data.Camera;

/// <summary>A lens out of focus: a Gaussian filter on light, [height, width, 3]; edge pixels repeat outside of the frame.</summary>
internal sealed class LensBlur
{
    private const double Reach = 2.5; // standard deviations
    private const double Smallest = 0.2; // a neighbour gets less than 4 in a million

    private float[] _mixed = []; // [height, width, 3] after the first pass
    private float[] _padded = []; // [radius + width + radius, 3] one row

    /// <summary>Filters in place.</summary>
    /// <param name="light">[height, width, 3]</param>
    /// <param name="width">Pixels a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="deviation">Standard deviation in pixels.</param>
    public void Run(Span<float> light, int width, int height, double deviation)
    {
        if (deviation < Smallest)
        {
            return;
        }

        float[] kernel = Kernel(deviation);
        int radius = kernel.Length - 1;
        int row = 3 * width;
        if (_mixed.Length < light.Length)
        {
            _mixed = new float[light.Length];
        }

        if (_padded.Length < row + 6 * radius)
        {
            _padded = new float[row + 6 * radius];
        }

        for (int y = 0; y < height; y++)
        {
            Span<float> sum = _mixed.AsSpan(y * row, row);
            Scale(light.Slice(y * row, row), kernel[0], sum);
            for (int step = 1; step <= radius; step++)
            {
                AddPair(light.Slice(Math.Max(0, y - step) * row, row), light.Slice(Math.Min(height - 1, y + step) * row, row), kernel[step], sum);
            }
        }

        for (int y = 0; y < height; y++)
        {
            Span<float> source = _mixed.AsSpan(y * row, row);
            Pad(source, radius);
            Span<float> sum = light.Slice(y * row, row);
            Scale(source, kernel[0], sum);
            for (int step = 1; step <= radius; step++)
            {
                AddPair(_padded.AsSpan(3 * (radius - step), row), _padded.AsSpan(3 * (radius + step), row), kernel[step], sum);
            }
        }
    }

    /// <summary>[1 + radius] the weights from the middle outwards; with both sides they add up to 1.</summary>
    private static float[] Kernel(double deviation)
    {
        double[] weights = [.. Enumerable.Range(0, 1 + (int)Math.Ceiling(Reach * deviation)).Select(step => Math.Exp(-step * step / (2 * deviation * deviation)))];
        double total = 2 * weights.Sum() - 1;
        return [.. weights.Select(weight => (float)(weight / total))];
    }

    private void Pad(ReadOnlySpan<float> row, int radius)
    {
        row.CopyTo(_padded.AsSpan(3 * radius));
        for (int pixel = 0; pixel < radius; pixel++)
        {
            row[..3].CopyTo(_padded.AsSpan(3 * pixel));
            row[^3..].CopyTo(_padded.AsSpan(3 * (radius + pixel) + row.Length));
        }
    }

    private static void Scale(ReadOnlySpan<float> source, float weight, Span<float> sum)
    {
        for (int index = 0; index < sum.Length; index++)
        {
            sum[index] = weight * source[index];
        }
    }

    private static void AddPair(ReadOnlySpan<float> before, ReadOnlySpan<float> after, float weight, Span<float> sum)
    {
        ReadOnlySpan<Vector<float>> first = MemoryMarshal.Cast<float, Vector<float>>(before);
        ReadOnlySpan<Vector<float>> second = MemoryMarshal.Cast<float, Vector<float>>(after);
        Span<Vector<float>> sums = MemoryMarshal.Cast<float, Vector<float>>(sum);
        for (int index = 0; index < sums.Length; index++)
        {
            sums[index] += (first[index] + second[index]) * weight;
        }

        for (int index = sums.Length * Vector<float>.Count; index < sum.Length; index++)
        {
            sum[index] += (before[index] + after[index]) * weight;
        }
    }
}
