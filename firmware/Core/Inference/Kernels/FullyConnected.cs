// SPDX-License-Identifier: MIT
// out[o] = requantize(bias[o] + sum over i of weight[o, i] (in[i] - zero point)) over the whole input.
// TensorFlow Lite reference/integer_ops/fully_connected.h.
namespace Embedded.Inference.Kernels;

/// <summary>Every output from every input.</summary>
public static class FullyConnected
{
    /// <summary>Runs the operator; input and output do not overlap.</summary>
    public static void Run(Operator op, sbyte[] arena)
    {
        Tensor input = op.Input;
        Tensor output = op.Output;
        for (int outC = 0; outC < output.Channels; outC++)
        {
            int sum = op.Bias[outC] + Conv2D.Dot(arena, input.Offset, input.ZeroPoint, op.Weights, outC * input.Count, input.Count);
            arena[output.Offset + outC] = FixedPoint.Requantize(sum, op.Multiplier[outC], op.Shift[outC], output.ZeroPoint, op.ActivationMin, op.ActivationMax);
        }
    }
}
