// SPDX-License-Identifier: MIT
using Embedded.Testing;
using Embedded.Training;
using Embedded.Training.Models;
using Embedded.Training.Transfer;

namespace Embedded.Cli.Tests.Training;

/// <summary>Networks that Google trained on ImageNet, where the folder beside the repository is there.</summary>
public class PretrainedTests
{
    [Theory]
    [InlineData("mobilenet_v1_0.25_128_quant.tflite", 0.25, 32, 3)]
    [InlineData("mobilenet_v1_0.25_128_quant.tflite", 0.25, 33, 1)]
    [InlineData("mobilenet_v1_0.5_160_quant.tflite", 0.375, 32, 3)]
    [InlineData("mobilenet_v2_1.0_224_quant.tflite", 0.35, 32, 3)]
    public void Start_OfThePublishedNetworks_FitsAndHasFiniteValues(string file, double width, int size, int channels)
    {
        TrainedNetwork initial = TrainedNetwork.Load(SharedFolder.Require("pretrained", file));
        Assert.Equal(new InputRange(), InputRange.Of(initial.Graph));
        NetworkSpec spec = NetworkTransfer.Adapt(new NetworkSpec { Architecture = file.Contains("_v2_") ? "mobilenet-v2" : "mobilenet-v1", Width = width, Size = size, Channels = channels, Classes = 2 }, initial);
        NetworkTransfer.Check(spec, initial);
        NetworkPlan plan = Architectures.Plan(spec);
        var recipe = new TrainingRecipe { Network = spec, Labels = ["lying", "standing"], Threads = 2 };
        using NetworkState state = NetworkTransfer.Start(recipe, plan, initial, new StripeSamples(20, 1), CancellationToken.None);
        float[] features = RandomNetwork.Features(plan, state, new sbyte[plan.Input.Count]);
        Assert.All(state.Trained.data<float>().ToArray().Concat(state.Statistics.data<float>().ToArray()), value => Assert.True(float.IsFinite(value)));
        Assert.All(features, value => Assert.InRange(value, 0, 6));
        Assert.Contains(features, value => value > 0.1);
    }

    [Fact]
    public void Check_PersonDetector_Fits()
    {
        TrainedNetwork initial = TrainedNetwork.Load(SharedFolder.Require("golden", "person_detect", "person_detect.tflite"));
        NetworkTransfer.Check(NetworkTransfer.Adapt(new NetworkSpec { Width = 0.25, Size = 96, Channels = 1, Classes = 2 }, initial), initial);
    }
}
