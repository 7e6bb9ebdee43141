// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;
using Embedded.Inference;
using Embedded.Training.Models;

namespace Embedded.Training.Transfer;

/// <summary>
/// The layers of a trained network, matched one by one with those of a plan. The trained network may be wider than the plan and of
/// another input size, and have other classes.
/// </summary>
internal static class SourceNetwork
{
    /// <summary>The trained layers in the plan's order; the first takes the plan's input channels and input range.</summary>
    /// <exception cref="RecipeException">The network is of another architecture, or narrower; the message names the layer.</exception>
    public static SourceLayer[] Match(NetworkPlan plan, FloatGraph graph, string name)
    {
        FloatOperator[] weighted = Array.FindAll(graph.Operators, op => op.Weights.Length > 0 && !IsIdentity(op));
        string architecture = plan.Spec.Architecture;
        if (weighted.Length != plan.Layers.Count)
        {
            string? fitting = Architectures.Names.FirstOrDefault(other =>
                Architectures.Plan(plan.Spec with { Architecture = other, Head = null }).Layers.Count == weighted.Length);
            string advice = fitting is null ? "it is of an architecture that is not known here" : $"it looks like {fitting}, give --arch {fitting}";
            throw new RecipeException($"{name} has {weighted.Length} layers with weights and {architecture} has {plan.Layers.Count}: {advice}.");
        }

        int additions = graph.Operators.Count(op => op.Kind == OperatorKind.Add);
        int residuals = plan.Layers.Count(layer => layer.Residual is not null);
        if (additions != residuals)
        {
            throw new RecipeException($"{name} is no {architecture}: it has {additions} additions where {architecture} has {residuals}.");
        }

        var layers = new SourceLayer[weighted.Length];
        for (int index = 0; index < layers.Length; index++)
        {
            layers[index] = ReadLayer(graph, weighted[index], index == layers.Length - 1);
            Compare(plan.Layers[index], layers[index], index, name, architecture);
            if (index > 0 && layers[index].Inputs != layers[index - 1].Outputs)
            {
                throw new RecipeException($"{name} is no {architecture}: its layer {index + 1} takes {layers[index].Inputs} channels where the one before gives {layers[index - 1].Outputs}.");
            }
        }

        layers[0] = InputConversion.Apply(layers[0], InputRange.Of(graph), plan.Spec, name);
        RequireWide(plan, layers, name);
        return layers;
    }

    /// <summary>What an import makes of an operator that only changes the quantization.</summary>
    private static bool IsIdentity(FloatOperator op) =>
        op.Kind == OperatorKind.DepthwiseConv2D && op.Weights.Length == op.Bias.Length && op.Activation == Activation.None
        && op.Weights.All(weight => weight == 1) && op.Bias.All(bias => bias == 0);

    private static SourceLayer ReadLayer(FloatGraph graph, FloatOperator op, bool isLast)
    {
        int outputs = op.Bias.Length;
        int inputs = op.Kind == OperatorKind.FullyConnected ? op.Weights.Length / outputs : graph.Tensors[op.Inputs[0]].Channels;
        bool isPoint = op.Window.FilterHeight == 1 && op.Window.FilterWidth == 1;
        if (op.Kind == OperatorKind.DepthwiseConv2D)
        {
            // From a single channel, a depthwise convolution with a depth multiplier is a standard one.
            LayerKind kind = inputs == 1 ? LayerKind.Convolution : LayerKind.Depthwise;
            return new SourceLayer(kind, op.Window, inputs, outputs, ChannelFirst(op.Weights, outputs), op.Bias, op.Activation);
        }

        LayerKind mixing = isLast ? LayerKind.Classifier : isPoint ? LayerKind.Pointwise : LayerKind.Convolution;
        return new SourceLayer(mixing, op.Window, inputs, outputs, op.Weights, op.Bias, op.Activation);
    }

    private static void Compare(Layer layer, SourceLayer found, int index, string name, string architecture)
    {
        bool sameWindow = (layer.Window.FilterHeight, layer.Window.FilterWidth, layer.Window.StrideY, layer.Window.StrideX)
            == (found.Window.FilterHeight, found.Window.FilterWidth, found.Window.StrideY, found.Window.StrideX);
        bool sameChannels = layer.Kind != LayerKind.Depthwise || found.Inputs == found.Outputs;
        if (layer.Kind != found.Kind || !sameWindow || !sameChannels || layer.Activation != found.Activation)
        {
            throw new RecipeException(
                $"{name} is no {architecture}: its layer {index + 1} is {Describe(found.Kind, found.Window, found.Activation)} where {layer.Name} is {Describe(layer.Kind, layer.Window, layer.Activation)}.");
        }
    }

    private static void RequireWide(NetworkPlan plan, SourceLayer[] layers, string name)
    {
        for (int index = 0; index < layers.Length - 1; index++)
        {
            int wanted = plan.Layers[index].Output.Channels;
            if (layers[index].Outputs < wanted)
            {
                double width = Math.Round(plan.Spec.Width * layers[^3].Outputs / plan.Layers[^3].Output.Channels, 2);
                throw new RecipeException(FormattableString.Invariant(
                    $"A network of width {plan.Spec.Width} cannot be started from {name}, which is of width {width}: layer {plan.Layers[index].Name} needs {wanted} channels and has {layers[index].Outputs} there; choose at most that width."));
            }
        }
    }

    private static string Describe(LayerKind kind, Window window, Activation activation) =>
        $"a {window.FilterHeight}x{window.FilterWidth} {kind.ToString().ToLowerInvariant()} layer with stride {window.StrideY} and {(activation == Activation.None ? "no activation" : activation)}";

    /// <summary>[taps, channels] to [channels, taps]</summary>
    private static float[] ChannelFirst(float[] weights, int channels)
    {
        int taps = weights.Length / channels;
        var result = new float[weights.Length];
        for (int index = 0; index < weights.Length; index++)
        {
            result[(index % channels * taps) + (index / channels)] = weights[index];
        }

        return result;
    }
}
