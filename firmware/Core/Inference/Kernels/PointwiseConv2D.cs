// SPDX-License-Identifier: MIT
// out[p, o] = requantize(bias[o] + sum over i of weight[o, i] (in[p, i] - zero point)) for every pixel p.
// The 1x1 convolution that mixes channels: five sixths of a MobileNet's work (Howard et al. 2017, table 2).
namespace Embedded.Inference.Kernels;

/// <summary>1x1 convolution with stride 1.</summary>
public static class PointwiseConv2D
{
    /// <summary>Runs the operator, row by row in the order its mode asks for.</summary>
    public static void Run(Operator op, sbyte[] arena)
    {
        Tensor input = op.Input;
        Tensor output = op.Output;
        int inChannels = input.Channels;
        int inRow = input.Width * inChannels;
        for (int step = 0; step < output.Height; step++)
        {
            int row = op.RowAt(step);
            int at = output.Offset + row * output.Width * output.Channels;
            int first = input.Offset + row * inRow;
            for (int pixel = first; pixel < first + inRow; pixel += inChannels)
            {
                for (int outC = 0; outC < output.Channels; outC++)
                {
                    int sum = op.Bias[outC] + Conv2D.Dot(arena, pixel, input.ZeroPoint, op.Weights, outC * inChannels, inChannels);
                    arena[at++] = FixedPoint.Requantize(sum, op.Multiplier[outC], op.Shift[outC], output.ZeroPoint, op.ActivationMin, op.ActivationMax);
                }
            }
        }
    }
}
