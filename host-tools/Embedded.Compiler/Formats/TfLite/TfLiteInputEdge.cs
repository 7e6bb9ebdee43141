// SPDX-License-Identifier: MIT
// Operators behind the input that only change how a caller sees the data are taken off: QUANTIZE from float or uint8, TRANSPOSE
// from channels first to channels last, RESHAPE and SQUEEZE.
namespace Embedded.Compiler.Formats.TfLite;

/// <summary>Where the network proper begins.</summary>
/// <param name="Tensor">Index of the tensor that our input is.</param>
/// <param name="Operators">How many operators of the file come before it.</param>
/// <param name="IsChannelsFirst">True if one of them is a TRANSPOSE.</param>
internal sealed record TfLiteInputEdge(int Tensor, int Operators, bool IsChannelsFirst)
{
    private static readonly int[] s_toChannelsLast = [0, 2, 3, 1];

    /// <param name="model">The file.</param>
    /// <param name="readers">[tensors] how many operators read each.</param>
    /// <exception cref="TfLiteException">A TRANSPOSE into another order, or shapes that do not fit.</exception>
    public static TfLiteInputEdge Of(TfLiteModel model, int[] readers)
    {
        var edge = new TfLiteInputEdge(model.Input, 0, IsChannelsFirst: false);
        TfLiteException.Require(model.Operators.Length > 0, "the model has no operators");
        foreach (TfLiteOperator op in model.Operators)
        {
            if (op.Inputs is not [var input, ..] || input != edge.Tensor || op.Outputs.Length != 1 || readers[input] != 1 || !IsEdge(model, input, edge.Operators))
            {
                break;
            }

            edge = new TfLiteInputEdge(op.Outputs[0], edge.Operators + 1, edge.IsChannelsFirst || op.Code == TfLiteOpcode.Transpose);
        }

        return edge;
    }

    private static bool IsEdge(TfLiteModel model, int head, int index)
    {
        TfLiteOperator op = model.Operators[index];
        string place = $"operator {index} ({op.Name})";
        switch (op.Code)
        {
            case TfLiteOpcode.Quantize:
                return model.Tensors[head].Type is TfLiteType.Float32 or TfLiteType.UInt8;
            case TfLiteOpcode.Reshape or TfLiteOpcode.Squeeze:
                TfLiteException.Require(model.Tensors[head].Count == model.Tensors[op.Outputs[0]].Count, $"{place} changes the number of values; the file is damaged");
                return true;
            case TfLiteOpcode.Transpose:
                int[] order = op.Inputs.Length > 1 && op.Inputs[1] >= 0 ? TfLiteValues.Integers(model.Tensors[op.Inputs[1]], place) : [];
                TfLiteException.Require(order.SequenceEqual(s_toChannelsLast), $"{place} orders the axes {string.Join(",", order)}; only 0,2,3,1 at the input is supported");
                int[] from = model.Tensors[head].Shape;
                int[] to = model.Tensors[op.Outputs[0]].Shape;
                TfLiteException.Require(from.Length == 4 && s_toChannelsLast.Select(axis => from[axis]).SequenceEqual(to), $"{place} has shapes that do not fit; the file is damaged");
                return true;
            default:
                return false;
        }
    }
}
