// SPDX-License-Identifier: MIT
// Fitted to exact counts (tests/benchmarks/native.sh MODEL INPUT: gcc-xtensa-lx106 -O2 under qemu) of the 126 operators of person
// detection, MobileNetV1 0.25 at 96 RGB and MobileNetV2 0.35 at 96. It gives these three networks' sums within one per cent; kinds
// that they lack (FullyConnected, Mean) are estimates from the loops.
using Embedded.Inference;

namespace Embedded.Compiler.Analysis;

/// <summary>About how many Xtensa instructions the native engine takes, without running it.</summary>
public static class NativeInstructions
{
    /// <summary>
    /// Clock cycles an instruction of these counts costs on an ESP32: esp-nn's generic C takes 104.8 million of them for person
    /// detection and its 380 ms are 91 million cycles. Not measured with this engine on a chip.
    /// </summary>
    public const double CyclesPerInstruction = 0.87;

    /// <summary>Instructions of one operator.</summary>
    public static long Of(Operator op)
    {
        long products = OperatorCost.Of(op).MultiplyAccumulates;
        long outputs = op.Output.Count;
        return (long)(op.Kind switch
        {
            OperatorKind.Conv2D when op.IsPointwise => 3.5 * products + 32 * outputs,
            OperatorKind.Conv2D => 6 * products,
            OperatorKind.DepthwiseConv2D => 9.7 * products,
            OperatorKind.FullyConnected => 11 * products,
            OperatorKind.AveragePool2D => 20.0 * op.FilterHeight * op.FilterWidth * outputs,
            OperatorKind.Mean => 11.0 * op.Input.Count,
            OperatorKind.Add => 163 * outputs,
            OperatorKind.Softmax => 880 * outputs,
            _ => 1.5 * outputs,
        });
    }

    /// <summary>Instructions of one picture, preprocessing not counted.</summary>
    public static long Of(Model model) => model.Operators.Sum(Of);

    /// <summary>Milliseconds a picture at a clock.</summary>
    public static double Milliseconds(Model model, int clockMHz) => Of(model) * CyclesPerInstruction / (1000.0 * clockMHz);
}
