// SPDX-License-Identifier: MIT
namespace Embedded.Inference;

/// <summary>The rules that an operator's shapes, window and parameters obey, kind by kind.</summary>
internal sealed class OperatorShapes
{
    private const int MaxWeights = 1 << 28;
    private const int ProbabilityScaleBits = 0x3B800000; // 1/256 as an IEEE 754 single

    private readonly Operator _op;
    private readonly int _index;

    public OperatorShapes(Operator op, int index)
    {
        _op = op;
        _index = index;
    }

    /// <summary>Throws unless the operator is consistent; returns how many weights it has, 0 for kinds without.</summary>
    public int CheckAndCountWeights()
    {
        Tensor input = _op.Input;
        Tensor output = _op.Output;
        int outC = output.Channels;
        Check((_op.Input2 != null) == (_op.Kind == OperatorKind.Add), ModelError.BadOperatorTensor);
        switch (_op.Kind)
        {
            case OperatorKind.Conv2D:
                CheckWindow();
                return CheckWeights((long)outC * _op.FilterHeight * _op.FilterWidth * input.Channels);
            case OperatorKind.DepthwiseConv2D:
                CheckWindow();
                Check(_op.DepthMultiplier >= 1 && (long)input.Channels * _op.DepthMultiplier == outC, ModelError.BadOperatorShape);
                return CheckWeights((long)_op.FilterHeight * _op.FilterWidth * outC);
            case OperatorKind.FullyConnected:
                Check(output.Height == 1 && output.Width == 1, ModelError.BadOperatorShape);
                return CheckWeights((long)outC * input.Count);
            case OperatorKind.AveragePool2D:
                CheckWindow();
                Check(outC == input.Channels, ModelError.BadOperatorShape);
                CheckScale(input.ScaleBits, input.ZeroPoint);
                return 0;
            case OperatorKind.Softmax:
                Check(output.Count == input.Count && outC == input.Channels, ModelError.BadOperatorShape);
                CheckScale(ProbabilityScaleBits, -128);
                CheckSoftmaxParameters(_op.Parameters[0], _op.Parameters[1], _op.Parameters[2]);
                return 0;
            case OperatorKind.Reshape:
                Check(output.Count == input.Count, ModelError.BadOperatorShape);
                CheckScale(input.ScaleBits, input.ZeroPoint);
                return 0;
            case OperatorKind.Add:
                CheckSameShape(input, output);
                CheckSameShape(_op.Input2, output);
                CheckAddParameters();
                return 0;
            case OperatorKind.Mean:
                Check(output.Height == 1 && output.Width == 1 && outC == input.Channels, ModelError.BadOperatorShape);
                CheckMeanParameters(_op.Parameters[0], _op.Parameters[1]);
                return 0;
            case OperatorKind.Pad:
                Check(outC == input.Channels, ModelError.BadOperatorShape);
                Check(output.Height == input.Height + _op.PadTop + _op.PadBottom, ModelError.BadOperatorShape);
                Check(output.Width == input.Width + _op.PadLeft + _op.PadRight, ModelError.BadOperatorShape);
                CheckScale(input.ScaleBits, input.ZeroPoint);
                return 0;
            default:
                throw new ModelFormatException(ModelError.UnknownOperator, _index);
        }
    }

    /// <summary>The output follows from input, filter, stride and padding; every padding is smaller than the filter, so every window touches the input.</summary>
    private void CheckWindow()
    {
        Tensor input = _op.Input;
        Tensor output = _op.Output;
        Check(_op.FilterHeight >= 1 && _op.FilterWidth >= 1 && _op.StrideY >= 1 && _op.StrideX >= 1, ModelError.BadOperatorShape);
        Check(_op.PadTop < _op.FilterHeight && _op.PadBottom < _op.FilterHeight && _op.PadLeft < _op.FilterWidth && _op.PadRight < _op.FilterWidth, ModelError.BadOperatorShape);
        int height = input.Height + _op.PadTop + _op.PadBottom - _op.FilterHeight;
        int width = input.Width + _op.PadLeft + _op.PadRight - _op.FilterWidth;
        Check(height >= 0 && width >= 0 && height / _op.StrideY + 1 == output.Height && width / _op.StrideX + 1 == output.Width, ModelError.BadOperatorShape);
    }

    private void CheckScale(int scaleBits, int zeroPoint)
    {
        Check(_op.Output.ScaleBits == scaleBits && _op.Output.ZeroPoint == zeroPoint, ModelError.BadOperatorValue);
    }

    /// <summary>The shifted differences stay within Q5.26: 31 2^26 is the largest distance from the maximum that still counts.</summary>
    private void CheckSoftmaxParameters(int multiplier, int shift, int smallestDifference)
    {
        Check(multiplier >= 1 << 30 && shift >= 0 && shift <= 31, ModelError.BadOperatorValue);
        Check(smallestDifference <= 0 && smallestDifference >= -((31 << 26) >> shift), ModelError.BadOperatorValue);
    }

    /// <summary>Three pairs of multiplier and shift, none above 1, so that nothing leaves 32 bits.</summary>
    private void CheckAddParameters()
    {
        for (int pair = 0; pair < 6; pair += 2)
        {
            int multiplier = _op.Parameters[pair];
            int shift = _op.Parameters[pair + 1];
            Check((multiplier == 0 || multiplier >= 1 << 30) && shift >= -31 && shift <= 0, ModelError.BadOperatorValue);
        }
    }

    /// <summary>The division by the number of pixels may bring the multiplier below 2^30. The reference has no fused clamp.</summary>
    private void CheckMeanParameters(int multiplier, int shift)
    {
        Check(multiplier >= 0 && shift >= -31 && shift <= 30, ModelError.BadOperatorValue);
        Check(_op.ActivationMin == -128 && _op.ActivationMax == 127, ModelError.BadOperatorValue);
    }

    private void CheckSameShape(Tensor input, Tensor output)
    {
        Check(input.Height == output.Height && input.Width == output.Width && input.Channels == output.Channels, ModelError.BadOperatorShape);
    }

    private int CheckWeights(long count)
    {
        Check(count <= MaxWeights, ModelError.BadConstants);
        return (int)count;
    }

    private void Check(bool isTrue, int code)
    {
        if (!isTrue)
        {
            throw new ModelFormatException(code, _index);
        }
    }
}
