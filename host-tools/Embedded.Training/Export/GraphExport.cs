// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;
using Embedded.Inference;
using Embedded.Training.Models;
using Embedded.Training.Runs;

namespace Embedded.Training.Export;

/// <summary>Turns a trained network into the compiler's <see cref="FloatGraph"/>: batch norm folded, NHWC, no libtorch involved.</summary>
public static class GraphExport
{
    /// <summary>The averaged network of the run's best epoch.</summary>
    /// <exception cref="RunFolderException">The run has no finished epoch, or its checkpoint is damaged or of another network.</exception>
    public static FloatGraph BestOf(RunFolder folder)
    {
        NetworkPlan plan = Architectures.Plan(folder.Recipe.Network);
        var layout = new VariableLayout(plan);
        Checkpoint checkpoint = folder.LoadBest();
        try
        {
            (float[] trained, float[] statistics) = SessionState.AverageOf(checkpoint, layout);
            return Build(plan, layout, trained, statistics, folder.Recipe.Labels);
        }
        catch (CheckpointFormatException e)
        {
            throw new RunFolderException($"The checkpoint {folder.BestFile} does not fit its recipe: {e.Message}.", e);
        }
    }

    /// <summary>The graph of a network whose variables are given as the flat vectors of <paramref name="layout"/>.</summary>
    internal static FloatGraph Build(NetworkPlan plan, VariableLayout layout, float[] trained, float[] statistics, IReadOnlyList<string> labels)
    {
        Dictionary<string, float[]> values = Slice(layout.Trained, trained).Concat(Slice(layout.Statistics, statistics)).ToDictionary();
        var tensors = new List<TensorShape> { plan.Input };
        var operators = new List<FloatOperator>();
        var outputs = new List<int>(); // tensor that each layer leaves
        foreach (Layer layer in plan.Layers.SkipLast(1))
        {
            Append(Convolution(layer, values, operators.Count), layer.Output);
            if (layer.Residual is int source)
            {
                int sum = operators.Count + 1;
                Append(new FloatOperator { Kind = OperatorKind.Add, Name = layer.AdditionName!, Inputs = [sum - 1, outputs[source]], Output = sum }, layer.Output);
            }

            outputs.Add(operators.Count);
        }

        var pool = Window.Valid(plan.Features.Height, plan.Features.Width, plan.Features.Height, plan.Features.Width);
        int pooled = operators.Count;
        Append(new FloatOperator { Kind = OperatorKind.AveragePool2D, Name = "pool", Inputs = [pooled], Output = pooled + 1, Window = pool }, plan.Classifier.Input);
        Append(Convolution(plan.Classifier, values, operators.Count), plan.Classifier.Output);
        int scores = operators.Count;
        Append(new FloatOperator { Kind = OperatorKind.Softmax, Name = "softmax", Inputs = [scores], Output = scores + 1 }, plan.Classifier.Output);
        return new FloatGraph
        {
            Tensors = tensors.ToArray(),
            Operators = operators.ToArray(),
            Labels = labels.ToArray(),
            InputScale = plan.Spec.InputRange.Scale,
            InputZeroPoint = plan.Spec.InputRange.ZeroPoint,
        };

        void Append(FloatOperator op, TensorShape output)
        {
            operators.Add(op);
            tensors.Add(output);
        }
    }

    /// <summary>A layer with its batch norm folded; it reads tensor <paramref name="input"/> and writes the next.</summary>
    private static FloatOperator Convolution(Layer layer, Dictionary<string, float[]> values, int input)
    {
        float[] weights = values[layer.Name + "/weights"];
        float[] bias;
        if (layer.HasBatchNorm)
        {
            (weights, bias) = BatchNormFolding.Fold(
                weights,
                [],
                values[layer.Name + "/gamma"],
                values[layer.Name + "/beta"],
                values[layer.Name + "/mean"],
                values[layer.Name + "/variance"],
                NetworkPlan.BatchNormEpsilon,
                channelLast: false);
        }
        else
        {
            bias = values[layer.Name + "/bias"];
        }

        bool depthwise = layer.Kind == LayerKind.Depthwise;
        return new FloatOperator
        {
            Kind = depthwise ? OperatorKind.DepthwiseConv2D : OperatorKind.Conv2D,
            Name = layer.Name,
            Inputs = [input],
            Output = input + 1,
            Window = layer.Window,
            Weights = depthwise ? ChannelLast(weights, layer.Output.Channels) : weights,
            Bias = bias,
            Activation = layer.Activation,
        };
    }

    /// <summary>[channels, taps] to [taps, channels]</summary>
    private static float[] ChannelLast(float[] weights, int channels)
    {
        int taps = weights.Length / channels;
        var result = new float[weights.Length];
        for (int index = 0; index < weights.Length; index++)
        {
            result[(index % taps * channels) + (index / taps)] = weights[index];
        }

        return result;
    }

    private static IEnumerable<KeyValuePair<string, float[]>> Slice(Variable[] variables, float[] flat) =>
        variables.Select(variable => KeyValuePair.Create(variable.Name, flat.AsSpan(variable.Offset, variable.Count).ToArray()));
}
