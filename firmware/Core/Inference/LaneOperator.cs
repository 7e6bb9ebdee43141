// SPDX-License-Identifier: MIT
// Jacob et al. 2018, equation 7: sum w (x - z) = sum w x - z sum w, so the input's zero point joins the bias.
// Requantizing rounds twice: h = floor((a m + 2^30) / 2^31), then h / 2^s to nearest with ties away from zero, which is
// floor((h + 2^(s-1)) / 2^s) for h >= 0 and floor((h + 2^(s-1) - 1) / 2^s) below. Floors nest, so both steps are one:
// floor((a m + 2^30 + 2^(30+s)) / 2^(31+s)), with 2^31 less on the left for a negative h. Output zero point and bias are constants.
using System;
using Embedded.Inference.Kernels;

namespace Embedded.Inference;

/// <summary>The constants of a convolution or fully connected layer that runs in lanes, computed once at load.</summary>
internal sealed class LaneOperator
{
    private const int SmallestShift = -23; // a m < 2^62 and zero point 2^(31+23) < 2^61 stay a long together

    private readonly Operator _op;
    private readonly int _filterStep; // weights between two filters
    private readonly int _tapStep; // weights between two taps of a filter

    private LaneOperator(Operator op)
    {
        _op = op;
        bool isDepthwise = op.Kind == OperatorKind.DepthwiseConv2D;
        int channels = op.Output.Channels;
        Taps = op.Weights.Length / channels;
        PaddedTaps = (Taps + 3) / 4 * 4;
        _filterStep = isDepthwise ? 1 : Taps;
        _tapStep = isDepthwise ? channels : 1;
        Multipliers = op.Multiplier;
        Shifts = op.Shift;
        Constants = new long[channels];
        RoundsNegative = op.ActivationMin < op.Output.ZeroPoint;
    }

    /// <summary>Weights of one output channel.</summary>
    public int Taps { get; }

    /// <summary><see cref="Taps"/> up to the next multiple of 4.</summary>
    public int PaddedTaps { get; }

    /// <summary>Products that a lane can hold with any input; a multiple of 4, at most <see cref="PaddedTaps"/>.</summary>
    public int Segment { get; private set; }

    /// <summary>False if the clamp hides how negative values are rounded, as after ReLU.</summary>
    public bool RoundsNegative { get; }

    /// <summary>[outC]: with the sum of a lane, (sum multiplier + constant) >> (31 - shift) is the output before the clamp.</summary>
    public long[] Constants { get; }

    /// <summary>[outC], Q0.31 in [2^30, 2^31) or 0.</summary>
    public int[] Multipliers { get; private set; }

    /// <summary>[outC], at most 0.</summary>
    public sbyte[] Shifts { get; private set; }

    /// <summary>The constants of an operator, or null if it must run in the reference kernels.</summary>
    public static LaneOperator Create(Operator op)
    {
        bool isKnown = op.Kind == OperatorKind.DepthwiseConv2D
            ? op.FilterHeight == 3 && op.FilterWidth == 3 && op.StrideX <= 2 && LaneDepthwiseConv2D.RowBytes(op) <= LaneScratch.MaxRowBytes
            : op.Kind == OperatorKind.Conv2D || op.Kind == OperatorKind.FullyConnected;
        if (!isKnown)
        {
            return null;
        }

        LaneOperator lanes = new LaneOperator(op);
        if (lanes.PaddedTaps > LaneScratch.MaxTaps)
        {
            return null;
        }

        return lanes.Fold() ? lanes : null;
    }

    /// <summary>One pass over the weights: their sums bound what a lane and an accumulator can hold with any input.</summary>
    private bool Fold()
    {
        sbyte[] weights = _op.Weights;
        int tapStep = _tapStep;
        Segment = PaddedTaps;
        for (int outC = 0; outC < Constants.Length; outC++)
        {
            int positive = 0;
            int negative = 0;
            int first = outC * _filterStep;
            int end = first + Taps * tapStep;
            for (int at = first; at < end; at += tapStep)
            {
                int weight = weights[at];
                if (weight > 0)
                {
                    positive += weight;
                }
                else
                {
                    negative += weight;
                }
            }

            if ((positive - negative) * 128 >= LaneDot.Bias)
            {
                while (!Holds(outC))
                {
                    Segment = (Segment / 2 + 3) / 4 * 4; // ends at 4 taps: 4 128 128 < 2^20
                }
            }

            long bias = _op.Bias[outC] - (long)_op.Input.ZeroPoint * (positive + negative);
            long lowest = bias - 128L * positive + 127L * negative;
            long highest = bias + 127L * positive - 128L * negative;
            Constants[outC] = bias;
            if (_op.Shift[outC] > 0 || lowest < int.MinValue || highest > int.MaxValue
                || (_op.Shift[outC] < SmallestShift && !FoldDead(outC, (int)lowest, (int)highest)))
            {
                return false;
            }
        }

        int segments = _op.Kind == OperatorKind.DepthwiseConv2D ? 1 : (PaddedTaps + Segment - 1) / Segment;
        for (int outC = 0; outC < Constants.Length; outC++)
        {
            long bias = Constants[outC] - (long)LaneDot.Bias * segments;
            Constants[outC] = Multipliers[outC] != _op.Multiplier[outC]
                ? Constants[outC] << 31 // a dead channel's output
                : bias * Multipliers[outC] + (1L << 30) + LaneRequantize.Zero(Shifts[outC], _op.Output.ZeroPoint);
        }

        return true;
    }

    /// <summary>
    /// A dead channel of a trained network has a scale so small that the bias alone decides: if both ends of the accumulator give
    /// one output, the channel becomes multiplier 0, shift 0 and that output in place of the bias.
    /// </summary>
    private bool FoldDead(int outC, int lowest, int highest)
    {
        int output = Requantize(outC, lowest);
        if (output != Requantize(outC, highest))
        {
            return false;
        }

        if (Multipliers == _op.Multiplier)
        {
            Multipliers = new int[Constants.Length];
            Shifts = new sbyte[Constants.Length];
            Array.Copy(_op.Multiplier, 0, Multipliers, 0, Multipliers.Length);
            Array.Copy(_op.Shift, 0, Shifts, 0, Shifts.Length);
        }

        Multipliers[outC] = 0;
        Shifts[outC] = 0;
        Constants[outC] = _op.Multiplier[outC] != 0 ? output : 0;
        return true;
    }

    private int Requantize(int outC, int accumulator) => FixedPoint.Requantize(
        accumulator, _op.Multiplier[outC], _op.Shift[outC], _op.Output.ZeroPoint, _op.ActivationMin, _op.ActivationMax);

    /// <summary>True if no segment of a filter can leave its lane, which holds sums from -2^20 to 2^20 - 1.</summary>
    private bool Holds(int outC)
    {
        sbyte[] weights = _op.Weights;
        int at = outC * _filterStep;
        for (int start = 0; start < Taps; start += Segment)
        {
            int end = start + Segment < Taps ? start + Segment : Taps;
            int magnitude = 0;
            for (int tap = start; tap < end; tap++)
            {
                int weight = weights[at];
                magnitude += weight < 0 ? -weight : weight;
                at += _tapStep;
            }

            if (magnitude * 128 >= LaneDot.Bias)
            {
                return false;
            }
        }

        return true;
    }
}
