// SPDX-License-Identifier: MIT
using Embedded.Training.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Embedded.Cli.Tests.Training;

public class ConvolutionalNetworkTests
{
    [Fact]
    public void Gradients_OfOneVariable_AgreeWithTheDifferenceQuotient()
    {
        NetworkPlan plan = Architectures.Plan(new NetworkSpec { Width = 0.1, Size = 32, Channels = 1, Classes = 2 });
        var layout = new VariableLayout(plan);
        using var scope = NewDisposeScope();
        using NetworkState state = NetworkState.Initialize(layout, 3);
        using var network = new ConvolutionalNetwork(plan, state);
        Tensor input = ConvolutionalNetwork.ToInput(Pixels(4, 32, 1), new InputRange());
        Tensor labels = tensor(new long[] { 0, 1, 1, 0 });
        float[] gradients = network.Gradients(Loss()).data<float>().ToArray();
        Assert.Equal(layout.TrainedCount, gradients.Length);

        const float step = 1e-2f;
        foreach (string name in new[] { "classifier/bias", "classifier/weights", "block13/pointwise/beta" })
        {
            int index = layout.Trained.Single(variable => variable.Name == name).Offset;
            double difference = (LossWith(index, step) - LossWith(index, -step)) / (2 * step);
            Assert.InRange(gradients[index], difference - 2e-3, difference + 2e-3); // single precision and a finite step
        }

        Tensor Loss() => nn.functional.cross_entropy(network.Forward(input, training: true), labels);

        double LossWith(int index, float change)
        {
            using var frozen = no_grad();
            state.Trained[index] += change;
            double loss = Loss().item<float>();
            state.Trained[index] -= change;
            return loss;
        }
    }

    [Fact]
    public void Forward_Training_MovesTheRunningStatisticsInTheFlatVector()
    {
        NetworkPlan plan = Architectures.Plan(new NetworkSpec { Width = 0.1, Size = 32, Classes = 2 });
        using var scope = NewDisposeScope();
        using NetworkState state = NetworkState.Initialize(new VariableLayout(plan), 3);
        using var network = new ConvolutionalNetwork(plan, state);
        float[] before = state.Statistics.data<float>().ToArray();
        using (no_grad())
        {
            network.Forward(ConvolutionalNetwork.ToInput(Pixels(4, 32, 3), new InputRange()), training: false);
            Assert.Equal(before, state.Statistics.data<float>().ToArray());
            network.Forward(ConvolutionalNetwork.ToInput(Pixels(4, 32, 3), new InputRange()), training: true);
        }

        float[] after = state.Statistics.data<float>().ToArray();
        Assert.All(state.Layout.Statistics, variable => Assert.NotEqual(
            before.AsSpan(variable.Offset, variable.Count).ToArray(),
            after.AsSpan(variable.Offset, variable.Count).ToArray()));
    }

    [Fact]
    public void ToInput_EveryPixelValue_IsItsShareOf128()
    {
        using var scope = NewDisposeScope();
        Tensor input = ConvolutionalNetwork.ToInput(tensor(new sbyte[] { -128, 0, 64, 127 }, [1, 2, 2, 1]), new InputRange());
        Assert.Equal([-1f, 0f, 0.5f, 0.9921875f], input.data<float>().ToArray());
    }

    private static Tensor Pixels(int count, int size, int channels)
    {
        var pixels = new sbyte[count * size * size * channels];
        new Random(5).NextBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(pixels.AsSpan()));
        return tensor(pixels, [count, size, size, channels]);
    }
}
