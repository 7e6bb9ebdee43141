// SPDX-License-Identifier: MIT
using Embedded.Compiler.Analysis;
using Embedded.Compiler.Graph;
using Embedded.Compiler.Quantization;
using Embedded.Inference;

namespace Embedded.Compiler.Formats.Emb;

/// <summary>A graph again from a file: where export starts, and proof that nothing but the operators' names is lost in one.</summary>
public static class EmbGraph
{
    /// <summary>The graph that was written; weight scales come back from multipliers and shifts.</summary>
    public static QuantizedGraph Of(EmbFile file)
    {
        Model model = file.Model;
        return new QuantizedGraph
        {
            Tensors = Array.ConvertAll(model.Tensors, tensor => new QuantizedTensor(
                new TensorShape(tensor.Height, tensor.Width, tensor.Channels), tensor.Rank, Scale(tensor), tensor.ZeroPoint)),
            Operators = Array.ConvertAll(model.Operators, op => new QuantizedOperator
            {
                Kind = op.Kind,
                Name = OperatorText.Opcode(op.Kind),
                Inputs = op.Input2 == null
                    ? [Array.IndexOf(model.Tensors, op.Input)]
                    : [Array.IndexOf(model.Tensors, op.Input), Array.IndexOf(model.Tensors, op.Input2)],
                Output = Array.IndexOf(model.Tensors, op.Output),
                Window = new Window(op.FilterHeight, op.FilterWidth, op.StrideY, op.StrideX, op.PadTop, op.PadLeft, op.PadBottom, op.PadRight),
                DepthMultiplier = op.DepthMultiplier,
                Activation = (Activation)op.Activation,
                Weights = op.Weights ?? [],
                Bias = op.Bias ?? [],
                WeightScales = op.Weights == null ? [] : OutputMultipliers.RecoverWeightScales(op.Kind, Multipliers(op), Scale(op.Input), Scale(op.Output)),
                SourceIndex = op.SourceIndex,
                SourceCount = op.SourceCount,
            }),
            Labels = model.Labels,
            InputSpec = model.InputSpec,
            Decision = model.Decision,
            Notes = file.Notes,
        };
    }

    /// <summary>[outC] multiplier and shift.</summary>
    internal static QuantizedMultiplier[] Multipliers(Operator op) =>
        [.. op.Multiplier.Zip(op.Shift, (multiplier, shift) => new QuantizedMultiplier(multiplier, shift))];

    private static float Scale(Tensor tensor) => BitConverter.Int32BitsToSingle(tensor.ScaleBits);
}
