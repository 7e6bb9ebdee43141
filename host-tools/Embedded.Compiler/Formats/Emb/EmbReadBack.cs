// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;
using Embedded.Compiler.Planning;
using Embedded.Compiler.Quantization;
using Embedded.Decision;
using Embedded.Inference;
using Embedded.Vision;

namespace Embedded.Compiler.Formats.Emb;

/// <summary>Compares a model read back from a file with the graph that was written.</summary>
internal static class EmbReadBack
{
    public static void Compare(QuantizedGraph graph, MemoryPlan plan, Model model)
    {
        Check(model.ArenaBytes == plan.ArenaBytes && model.Tensors.Length == graph.Tensors.Length, "arena or tensor count");
        Check(model.Labels.SequenceEqual(graph.Labels), "labels");
        Check(model.Input == model.Tensors[0] && model.Output == model.Tensors[graph.Output], "input or output");
        CompareSettings(graph, model);
        for (int index = 0; index < graph.Tensors.Length; index++)
        {
            Tensor read = model.Tensors[index];
            QuantizedTensor written = graph.Tensors[index];
            Check(new TensorShape(read.Height, read.Width, read.Channels) == written.Shape && read.Rank == written.Rank && read.ZeroPoint == written.ZeroPoint
                && BitConverter.Int32BitsToSingle(read.ScaleBits) == written.Scale && read.Offset == plan.TensorOffsets[index], $"tensor {index}");
        }

        Check(model.Operators.Length == graph.Operators.Length, "operator count");
        for (int index = 0; index < graph.Operators.Length; index++)
        {
            CompareOperator(graph, plan, model, index);
        }
    }

    /// <summary>Compares only what follows from scales.</summary>
    public static void CompareScales(QuantizedGraph graph, Model model)
    {
        for (int index = 0; index < graph.Tensors.Length; index++)
        {
            Check(BitConverter.Int32BitsToSingle(model.Tensors[index].ScaleBits) == graph.Tensors[index].Scale, $"the scale of tensor {index}");
        }

        for (int index = 0; index < graph.Operators.Length; index++)
        {
            int[] parameters = OperatorTable.Parameters(graph, graph.Operators[index]);
            Check(model.Operators[index].Parameters.AsSpan(0, parameters.Length).SequenceEqual(parameters), $"parameters of operator {index}");
            if (model.Operators[index].Weights != null)
            {
                CheckMultipliers(graph, graph.Operators[index], model.Operators[index], index);
            }
        }
    }

    private static void CompareSettings(QuantizedGraph graph, Model model)
    {
        InputSpec? spec = graph.InputSpec;
        Check((spec == null) == (model.InputSpec == null), "input specification");
        if (spec != null)
        {
            Check(model.InputSpec!.Height == spec.Height && model.InputSpec.Width == spec.Width && model.InputSpec.Channels == spec.Channels
                && model.InputSpec.Resize == spec.Resize && model.InputSpec.PixelToInt8.AsSpan().SequenceEqual(spec.PixelToInt8), "input specification");
        }

        DecisionSettings written = graph.Decision;
        DecisionSettings read = model.Decision;
        Check(read.Smoothing == written.Smoothing && read.Threshold == written.Threshold && read.LedClass == written.LedClass && read.Led == written.Led
            && read.PrintFrames == written.PrintFrames && read.PrintTrace == written.PrintTrace, "decision settings");
    }

    private static void CompareOperator(QuantizedGraph graph, MemoryPlan plan, Model model, int index)
    {
        Operator read = model.Operators[index];
        QuantizedOperator written = graph.Operators[index];
        OperatorPlan planned = plan.Operators[index];
        var window = new Window(read.FilterHeight, read.FilterWidth, read.StrideY, read.StrideX, read.PadTop, read.PadLeft, read.PadBottom, read.PadRight);
        QuantizedTensor output = graph.Tensors[written.Output];
        Check(read.Kind == written.Kind && window == written.Window && read.DepthMultiplier == written.DepthMultiplier
            && read.SourceIndex == written.SourceIndex && read.SourceCount == written.SourceCount && read.Activation == (int)written.Activation
            && (read.ActivationMin, read.ActivationMax) == ActivationRange.Of(written.Activation, output.Scale, output.ZeroPoint), $"operator {index}");
        Check(read.InPlaceMode == planned.InPlaceMode && read.ScratchOffset == planned.ScratchOffset && read.ScratchBytes == planned.ScratchBytes
            && read.Input == model.Tensors[written.Inputs[0]]
            && read.Input2 == (written.Inputs.Length > 1 ? model.Tensors[written.Inputs[1]] : null) && read.Output == model.Tensors[written.Output], $"places of operator {index}");
        int[] parameters = OperatorTable.Parameters(graph, written);
        Check(read.Parameters.AsSpan(0, parameters.Length).SequenceEqual(parameters), $"parameters of operator {index}");
        Check((read.Weights == null) == (written.Weights.Length == 0), $"constants of operator {index}");
        if (read.Weights != null)
        {
            Check(read.Weights.AsSpan().SequenceEqual(written.Weights) && read.Bias.AsSpan().SequenceEqual(written.Bias), $"constants of operator {index}");
            CheckMultipliers(graph, written, read, index);
        }
    }

    /// <summary>The multipliers are right, a scale a channel is exactly in them, and whatever scales are recovered would give them again.</summary>
    private static void CheckMultipliers(QuantizedGraph graph, QuantizedOperator written, Operator read, int index)
    {
        float inScale = graph.Tensors[written.Inputs[0]].Scale;
        float outScale = graph.Tensors[written.Output].Scale;
        QuantizedMultiplier[] expected = OutputMultipliers.Of(written, inScale, outScale);
        QuantizedMultiplier[] pairs = EmbGraph.Multipliers(read);
        Check(pairs.AsSpan().SequenceEqual(expected), $"a multiplier of operator {index}");
        bool isSingleProduct = written.Kind == OperatorKind.FullyConnected && written.WeightScales.Length == 1;
        for (int channel = 0; channel < pairs.Length && !isSingleProduct; channel++)
        {
            bool isExact = pairs[channel].Multiplier == 0 || pairs[channel].RecoverWeightScale(inScale, outScale) == written.WeightScale(channel);
            Check(isExact, $"weight scale {channel} of operator {index}");
        }

        float[] recovered = OutputMultipliers.RecoverWeightScales(written.Kind, pairs, inScale, outScale);
        Check(OutputMultipliers.Of(written with { WeightScales = recovered }, inScale, outScale).AsSpan().SequenceEqual(pairs), $"weight scales of operator {index}");
    }

    private static void Check(bool isTrue, string what)
    {
        if (!isTrue)
        {
            throw new InvalidOperationException($"the written model does not read back: {what} differs");
        }
    }
}
