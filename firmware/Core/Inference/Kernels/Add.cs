// SPDX-License-Identifier: MIT
// out[i] = requantize(m1 (in1[i] - zero point 1) 2^20 + m2 (in2[i] - zero point 2) 2^20): both inputs are brought to one scale, twice
// the larger of theirs, in which their sum cannot overflow; 2^20 keeps 20 more bits through the rounding of the two products.
// TensorFlow Lite reference/integer_ops/add.h.
namespace Embedded.Inference.Kernels;

/// <summary>Sum of two tensors of one shape.</summary>
public static class Add
{
    private const int LeftShift = 20; // (q - zero point) 2^20 is below 2^28

    /// <summary>Runs the operator, over one of its inputs if its mode says so: each value is read before its place is written.</summary>
    public static void Run(Operator op, sbyte[] arena)
    {
        int[] parameters = op.Parameters;
        int first = op.Input.Offset;
        int second = op.Input2.Offset;
        int firstZeroPoint = op.Input.ZeroPoint;
        int secondZeroPoint = op.Input2.ZeroPoint;
        int outZeroPoint = op.Output.ZeroPoint;
        for (int at = op.Output.Offset; at < op.Output.End; at++)
        {
            int sum = FixedPoint.Multiply((arena[first++] - firstZeroPoint) << LeftShift, parameters[0], parameters[1])
                + FixedPoint.Multiply((arena[second++] - secondZeroPoint) << LeftShift, parameters[2], parameters[3]);
            arena[at] = FixedPoint.Requantize(sum, parameters[4], parameters[5], outZeroPoint, op.ActivationMin, op.ActivationMax);
        }
    }
}
