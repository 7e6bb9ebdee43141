// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;
using Embedded.Compiler.Quantization;
using Embedded.Testing;

namespace Embedded.Compiler.Tests.Quantization;

public class MethodSearchTests
{
    private const double BroughtBack = 0.9; // share of what min-max loses

    /// <summary>The stress case: bad scales between layers, with a weight scale a channel and with one a layer.</summary>
    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void Run_NetworkWithBadScales_BringsBackWhatMinMaxLoses(bool isResidual, bool isPerTensor)
    {
        for (int seed = 0; seed < 2; seed++)
        {
            FloatGraph graph = isResidual ? RandomFloatGraph.MobileNetV2(seed) : RandomFloatGraph.MobileNet(seed);
            sbyte[][] inputs = RandomFloatGraph.Inputs(graph, seed, 96);
            FloatGraph stressed = ChannelStress.Apply(graph, inputs, seed);
            var scorer = new NetworkScorer(stressed, inputs[64..], null);
            QuantizationResult result = MethodSearch.Run(stressed, inputs[..64], scorer, new QuantizerOptions { IsPerTensor = isPerTensor });
            double lost = result.Trials[0].Score.Divergence;
            double left = scorer.Score(result.Graph).Divergence;
            Assert.True(left <= (1 - BroughtBack) * lost, $"seed {seed}: {left} of {lost} is left");
        }
    }

    [Fact]
    public void Run_Network_ReportsTheStepsAndKeepsOnlyWhatHelps()
    {
        FloatGraph graph = RandomFloatGraph.MobileNet(2);
        sbyte[][] inputs = RandomFloatGraph.Inputs(graph, 2, 48);
        QuantizationResult result = MethodSearch.Run(graph, inputs[..24], new NetworkScorer(graph, inputs[24..], null), new QuantizerOptions());
        Assert.Equal(MethodSearch.Steps.Select(step => step.Name), result.Trials.Select(trial => trial.Step));
        Assert.True(result.Trials[0].IsKept);
        double before = result.Trials[0].Score.Divergence;
        foreach (MethodTrial trial in result.Trials.Skip(1))
        {
            Assert.True(!trial.IsKept || trial.Score.Divergence < before * (1 - MethodSearch.LeastGain));
            before = trial.IsKept ? trial.Score.Divergence : before;
        }

        Assert.Equal(before, new NetworkScorer(graph, inputs[24..], null).Score(result.Graph).Divergence, 1e-12);
        Assert.Equal(graph.Operators.Length, result.Layers.Length);
    }

    [Theory]
    [InlineData(0.97, 100, 100, true)]
    [InlineData(0.97, 98, 100, true)]
    [InlineData(0.97, 97, 100, false)]
    [InlineData(0.99, 100, 100, false)]
    [InlineData(0.5, 94, 91, true)] // 9 disagree: 6 may be chance
    [InlineData(0.5, 93, 91, false)]
    public void Helps_Step_NeedsLessDivergenceAndNoMoreLostThanChance(double divergence, int correct, int agreeing, bool expected) =>
        Assert.Equal(expected, MethodSearch.Helps(new NetworkScore(divergence, agreeing, correct, 100), new NetworkScore(1, 100, 100, 100), 100));

    [Fact]
    public void Run_OneObserver_IsUsedThroughout()
    {
        FloatGraph graph = RandomFloatGraph.MobileNet(2);
        sbyte[][] inputs = RandomFloatGraph.Inputs(graph, 2, 24);
        QuantizationResult result = MethodSearch.Run(graph, inputs, new NetworkScorer(graph, inputs, null), new QuantizerOptions { Observer = "mse" });
        Assert.DoesNotContain(result.Trials, trial => trial.Step == "ranges");
        Assert.All(result.Layers, layer => Assert.True(layer.Observer is "mse" or "-"));
    }

    [Fact]
    public void RunAlone_EveryStep_IsTheOnlyTrial()
    {
        FloatGraph graph = RandomFloatGraph.MobileNetV2(2);
        sbyte[][] inputs = RandomFloatGraph.Inputs(graph, 2, 12);
        var scorer = new NetworkScorer(graph, inputs, [.. Enumerable.Repeat(0, 12)]);
        foreach ((string name, _) in MethodSearch.Steps)
        {
            QuantizationResult result = MethodSearch.RunAlone(name, graph, inputs, scorer, new QuantizerOptions());
            Assert.Equal((name, true), (result.Trials.Single().Step, result.Trials.Single().IsKept));
            Assert.Equal(name == "ranges", result.Layers.Any(layer => layer.Observer is not ("min-max" or "-")));
        }

        Assert.Throws<QuantizationException>(() => MethodSearch.Alone("best", new QuantizerOptions()));
    }

    [Fact]
    public void Run_Cancelled_Stops()
    {
        FloatGraph graph = RandomFloatGraph.MobileNet(2);
        sbyte[][] inputs = RandomFloatGraph.Inputs(graph, 2, 4);
        var scorer = new NetworkScorer(graph, inputs, null);
        Assert.ThrowsAny<OperationCanceledException>(() => MethodSearch.Run(graph, inputs, scorer, new QuantizerOptions(), null, new CancellationToken(true)));
    }
}
