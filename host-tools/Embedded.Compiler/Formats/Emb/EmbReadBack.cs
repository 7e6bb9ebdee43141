// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;
using Embedded.Compiler.Planning;
using Embedded.Compiler.Quantization;
using Embedded.Inference;

namespace Embedded.Compiler.Formats.Emb;

/// <summary>Compares a model read back from a file with the graph that was written.</summary>
internal static class EmbReadBack
{
    public static void Compare(QuantizedGraph graph, MemoryPlan plan, Model model)
    {
        Check(model.ArenaBytes == plan.ArenaBytes && model.Tensors.Length == graph.Tensors.Length, "arena or tensor count");
        Check(model.Labels.SequenceEqual(graph.Labels), "labels");
        for (int index = 0; index < graph.Tensors.Length; index++)
        {
            Tensor read = model.Tensors[index];
            QuantizedTensor written = graph.Tensors[index];
            Check(new TensorShape(read.Height, read.Width, read.Channels) == written.Shape && read.ZeroPoint == written.ZeroPoint
                && BitConverter.Int32BitsToSingle(read.ScaleBits) == written.Scale && read.Offset == plan.TensorOffsets[index], $"tensor {index}");
        }

        for (int index = 0; index < graph.Operators.Length; index++)
        {
            Operator read = model.Operators[index];
            QuantizedOperator written = graph.Operators[index];
            var window = new Window(read.FilterHeight, read.FilterWidth, read.StrideY, read.StrideX, read.PadTop, read.PadLeft, read.PadBottom, read.PadRight);
            Check(read.Kind == written.Kind && window == written.Window && read.InPlaceMode == plan.Operators[index].InPlaceMode
                && read.Input == model.Tensors[written.Inputs[0]] && read.Output == model.Tensors[written.Output], $"operator {index}");
            if (written.Weights.Length > 0)
            {
                Check(read.Weights.AsSpan().SequenceEqual(written.Weights) && read.Bias.AsSpan().SequenceEqual(written.Bias), $"constants of operator {index}");
                CheckScales(graph, written, read, index);
            }
        }
    }

    private static void CheckScales(QuantizedGraph graph, QuantizedOperator written, Operator read, int index)
    {
        for (int channel = 0; channel < written.WeightScales.Length; channel++)
        {
            var multiplier = new QuantizedMultiplier(read.Multiplier[channel], read.Shift[channel]);
            float recovered = multiplier.RecoverWeightScale(graph.Tensors[written.Inputs[0]].Scale, graph.Tensors[written.Output].Scale);
            Check(multiplier.Multiplier == 0 || recovered == written.WeightScales[channel], $"weight scale {channel} of operator {index}");
        }
    }

    private static void Check(bool isTrue, string what)
    {
        if (!isTrue)
        {
            throw new InvalidOperationException($"the written model does not read back: {what} differs");
        }
    }
}
