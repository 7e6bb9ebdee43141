// SPDX-License-Identifier: MIT
using System.Numerics;
using System.Runtime.InteropServices;

namespace Embedded.Compiler.Quantization.Methods;

/// <summary>
/// First and second moments of what a layer of the integer engine sees, with what the float layer computes, over many places:
/// all that the least square problem of its weights depends on. Inputs are q - zero point, in steps.
/// </summary>
/// <param name="groups">1, or the output channels of a depthwise layer, each with inputs of its own.</param>
/// <param name="size">Inputs of a group.</param>
/// <param name="outputs">Outputs of the layer.</param>
/// <param name="hasCovariance">False for the means alone.</param>
internal sealed class LayerMoments(int groups, int size, int outputs, bool hasCovariance)
{
    private readonly int[] _sums = new int[groups * size];
    private readonly int[] _products = new int[hasCovariance ? groups * size * size : 0]; // exact: some thousand products of at most 255^2
    private readonly float[] _crossed = new float[hasCovariance ? outputs * size : 0]; // [groups][size][outputs of a group]
    private int _count;

    /// <summary>Inputs of an output.</summary>
    public int Size => size;

    /// <summary>Adds one place.</summary>
    /// <param name="inputs">[groups, size] q - zero point.</param>
    /// <param name="targets">[outputs] what the float layer computes there before its clamp, less the mean over all places.</param>
    public void Add(ReadOnlySpan<int> inputs, ReadOnlySpan<float> targets)
    {
        _count++;
        int perGroup = outputs / groups;
        for (int group = 0; group < groups; group++)
        {
            ReadOnlySpan<int> own = inputs.Slice(group * size, size);
            for (int index = 0; index < size; index++)
            {
                int value = own[index];
                if (value != 0)
                {
                    _sums[group * size + index] += value;
                }

                if (value != 0 && hasCovariance)
                {
                    AddScaled(_products.AsSpan((group * size + index) * size, size), own, value);
                    AddScaled(_crossed.AsSpan((group * size + index) * perGroup, perGroup), targets.Slice(group * perGroup, perGroup), (float)value);
                }
            }
        }

    }

    /// <summary>Adds the places of another block of pictures.</summary>
    public void Add(LayerMoments other)
    {
        _count += other._count;
        AddScaled(_sums, other._sums, 1);
        AddScaled(_products, other._products, 1);
        AddScaled(_crossed, other._crossed, 1f);
    }

    /// <summary>Mean of input <paramref name="index"/> of an output.</summary>
    public double MeanInput(int output, int index) => (double)_sums[Group(output) * size + index] / _count;

    /// <summary>Variance of input <paramref name="index"/> of an output.</summary>
    public double Variance(int output, int index)
    {
        double mean = MeanInput(output, index);
        return (double)_products[(Group(output) * size + index) * size + index] / _count - mean * mean;
    }

    /// <summary>[size, size] covariance of the inputs of an output.</summary>
    public double[] Covariance(int output)
    {
        var covariance = new double[size * size];
        int start = Group(output) * size;
        for (int row = 0; row < size; row++)
        {
            for (int column = 0; column < size; column++)
            {
                covariance[row * size + column] = ((double)_products[(start + row) * size + column] / _count) - MeanInput(output, row) * MeanInput(output, column);
            }
        }

        return covariance;
    }

    /// <summary>[size] covariance of the inputs with what the float layer computes.</summary>
    public double[] CrossCovariance(int output)
    {
        int perGroup = outputs / groups;
        int start = Group(output) * size;
        return [.. Enumerable.Range(0, size).Select(index =>
            (double)_crossed[(start + index) * perGroup + output % perGroup] / _count)];
    }

    private int Group(int output) => output / (outputs / groups);

    private static void AddScaled<T>(Span<T> sums, ReadOnlySpan<T> values, T factor)
        where T : struct, INumber<T>
    {
        Span<Vector<T>> sumVectors = MemoryMarshal.Cast<T, Vector<T>>(sums);
        ReadOnlySpan<Vector<T>> valueVectors = MemoryMarshal.Cast<T, Vector<T>>(values);
        for (int index = 0; index < sumVectors.Length; index++)
        {
            sumVectors[index] += valueVectors[index] * factor;
        }

        for (int index = sumVectors.Length * Vector<T>.Count; index < sums.Length; index++)
        {
            sums[index] += values[index] * factor;
        }
    }
}
