// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;
using Embedded.Training.Export;
using Embedded.Training.Models;
using Embedded.Training.Transfer;
using TorchSharp;
using static TorchSharp.torch;

namespace Embedded.Cli.Tests.Training;

/// <summary>Networks whose variables and statistics are all random, the same for the same seed.</summary>
internal static class RandomNetwork
{
    /// <summary>A trained network to start from.</summary>
    public static TrainedNetwork Initial(NetworkSpec spec, int seed = 1, params string[] labels)
    {
        NetworkPlan plan = Architectures.Plan(spec);
        var layout = new VariableLayout(plan);
        var random = new Random(seed);
        float[] trained = Values(layout.Trained, layout.TrainedCount, random);
        float[] statistics = Values(layout.Statistics, layout.StatisticsCount, random);
        string[] names = labels.Length > 0 ? labels : [.. Enumerable.Range(0, spec.Classes).Select(index => $"class{index}")];
        return Initial(GraphExport.Build(plan, layout, trained, statistics, names));
    }

    public static TrainedNetwork Initial(FloatGraph graph) =>
        new(graph, new NetworkSource { Path = "trained.tflite", Kind = NetworkSourceKind.Tflite, Crc32 = "00000000" });

    /// <summary>The graph's pooled features for int8 pixels, by the compiler's executor.</summary>
    public static float[] Features(FloatGraph graph, sbyte[] pixels) => Run(graph, pixels)[^3]; // then scores and probabilities

    /// <summary>The graph's scores for int8 pixels, by the compiler's executor.</summary>
    public static float[] Scores(FloatGraph graph, sbyte[] pixels) => Run(graph, pixels)[^2];

    /// <summary>The state's scores [batch, classes] for int8 pixels, by libtorch.</summary>
    public static float[] Scores(NetworkPlan plan, NetworkState state, sbyte[] pixels)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        using var network = new ConvolutionalNetwork(plan, state);
        Tensor input = tensor(pixels, [pixels.Length / plan.Input.Count, plan.Input.Height, plan.Input.Width, plan.Input.Channels]);
        return network.Forward(ConvolutionalNetwork.ToInput(input, plan.Spec.InputRange), training: false).data<float>().ToArray();
    }

    /// <summary>The state's pooled features [batch, features] for int8 pixels, by libtorch.</summary>
    public static float[] Features(NetworkPlan plan, NetworkState state, sbyte[] pixels, bool training = false)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        using NetworkState copy = state.Clone();
        using var network = new ConvolutionalNetwork(plan, copy);
        Tensor input = tensor(pixels, [pixels.Length / plan.Input.Count, plan.Input.Height, plan.Input.Width, plan.Input.Channels]);
        return network.Features(ConvolutionalNetwork.ToInput(input, plan.Spec.InputRange), training).data<float>().ToArray();
    }

    private static float[][] Run(FloatGraph graph, sbyte[] pixels)
    {
        var executor = new FloatExecutor(graph);
        executor.SetInput(pixels);
        executor.Run();
        return executor.Tensors;
    }

    /// <summary>Values under which signals neither die out nor all meet the clamp of ReLU6.</summary>
    public static float[] Values(Variable[] variables, int count, Random random)
    {
        var values = new float[count];
        foreach (Variable variable in variables)
        {
            double fanIn = (double)variable.Count / variable.Shape[0];
            for (int index = variable.Offset; index < variable.Offset + variable.Count; index++)
            {
                double uniform = (2 * random.NextDouble()) - 1;
                values[index] = (float)(variable.Name.Split('/')[^1] switch
                {
                    "gamma" or "variance" => 1 + (0.4 * uniform),
                    "beta" or "bias" or "mean" => 0.3 * uniform,
                    _ => uniform * Math.Sqrt(6 / fanIn),
                });
            }
        }

        return values;
    }
}
