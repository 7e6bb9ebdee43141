// SPDX-License-Identifier: MIT
using Embedded.Training.Models;
using Embedded.Training.Optimization;
using TorchSharp;
using static TorchSharp.torch;

namespace Embedded.Cli.Tests.Training;

public class OptimizerTests
{
    private const double Tolerance = 1e-6; // absolute, on values near 1 in single precision

    private static readonly NetworkPlan s_plan = Architectures.Plan(new NetworkSpec { Width = 0.1, Size = 32, Classes = 2 });

    [Fact]
    public void Decays_OnlyFiltersThatMixChannelsAndTheClassifier()
    {
        foreach (Variable variable in new VariableLayout(s_plan).Trained)
        {
            bool expected = variable.Name.EndsWith("/weights", StringComparison.Ordinal) && !variable.Name.Contains("depthwise");
            Assert.Equal(expected, variable.Decays);
        }
    }

    [Fact]
    public void AdamW_ThreeSteps_FollowsThePapersFormula()
    {
        var settings = new OptimizerSettings { WeightDecay = 0.1 };
        (double[] decayed, double[] plain) = Run(settings, 0.01);

        foreach ((double[] actual, double decay) in new[] { (decayed, 0.1), (plain, 0.0) })
        {
            double value = 1;
            double mean = 0;
            double square = 0;
            for (int step = 1; step <= 3; step++)
            {
                double gradient = 0.5 * step;
                mean = (0.9 * mean) + (0.1 * gradient);
                square = (0.999 * square) + (0.001 * gradient * gradient);
                double direction = mean / (1 - Math.Pow(0.9, step)) / (Math.Sqrt(square / (1 - Math.Pow(0.999, step))) + 1e-8);
                value -= 0.01 * ((decay * value) + direction);
                Assert.InRange(actual[step - 1], value - (5 * Tolerance), value + (5 * Tolerance));
            }
        }
    }

    [Fact]
    public void Sgd_ThreeSteps_IsNesterovMomentum()
    {
        var settings = new OptimizerSettings { Kind = OptimizerKind.Sgd, WeightDecay = 0.1, Momentum = 0.8 };
        (double[] decayed, double[] plain) = Run(settings, 0.01);

        foreach ((double[] actual, double decay) in new[] { (decayed, 0.1), (plain, 0.0) })
        {
            double value = 1;
            double velocity = 0;
            for (int step = 1; step <= 3; step++)
            {
                double gradient = (0.5 * step) + (decay * value);
                velocity = (0.8 * velocity) + gradient;
                value -= 0.01 * (gradient + (0.8 * velocity));
                Assert.InRange(actual[step - 1], value - Tolerance, value + Tolerance);
            }
        }
    }

    [Theory]
    [InlineData(OptimizerKind.AdamW)]
    [InlineData(OptimizerKind.Sgd)]
    public void Step_BackboneRate_IsAShareOfEveryStepBeforeTheClassifier(OptimizerKind kind)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var layout = new VariableLayout(s_plan);
        var settings = new OptimizerSettings { Kind = kind, WeightDecay = 0.1 };
        float[] whole = Step(1);
        float[] part = Step(0.25);
        for (int index = 0; index < whole.Length; index += 97)
        {
            double share = index < layout.BackboneCount ? 0.25 : 1;
            Assert.InRange(part[index] - 1, (share * (whole[index] - 1)) - Tolerance, (share * (whole[index] - 1)) + Tolerance);
        }

        Assert.Equal(whole[^1], part[^1]);

        float[] Step(double backboneRate)
        {
            using NetworkState state = State(layout, 1);
            using Optimizer optimizer = Optimizer.Create(state, settings, backboneRate);
            optimizer.Step(state.Trained, full(layout.TrainedCount, 0.5, ScalarType.Float32), 0.1, 0);
            return state.Trained.data<float>().ToArray();
        }
    }

    [Fact]
    public void MovingAverage_StartsFastAndEndsAtItsDecay()
    {
        using var scope = NewDisposeScope();
        var layout = new VariableLayout(s_plan);
        using NetworkState current = State(layout, 1);
        using NetworkState average = State(layout, 0);
        var moving = new MovingAverage(average, 0.9);
        moving.Add(current, 0); // keeps 1/10
        Assert.Equal(0.9, average.Trained[0].item<float>(), 5);
        moving.Add(current, 1_000_000); // keeps 0.9
        Assert.Equal(0.91, average.Trained[0].item<float>(), 5);
    }

    [Fact]
    public void Schedule_WarmsUpAndEndsNearZero()
    {
        var schedule = new LearningRateSchedule(2, 10, 110);
        Assert.Equal(2.0 / 11, schedule.At(0), 12);
        Assert.Equal(20.0 / 11, schedule.At(9), 12);
        Assert.Equal(2, schedule.At(10), 12);
        Assert.Equal(1, schedule.At(60), 12);
        Assert.InRange(schedule.At(109), 0, 0.001);
        for (int step = 10; step < 109; step++)
        {
            Assert.True(schedule.At(step + 1) < schedule.At(step));
        }
    }

    /// <summary>Three steps with gradients 0.5, 1.0, 1.5 from all ones; returns a decaying and a plain variable after each.</summary>
    private static (double[] Decayed, double[] Plain) Run(OptimizerSettings settings, double learningRate)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var layout = new VariableLayout(s_plan);
        using NetworkState state = State(layout, 1);
        using Optimizer optimizer = Optimizer.Create(state, settings);
        int decayed = layout.Trained.First(variable => variable.Decays).Offset;
        int plain = layout.Trained.First(variable => !variable.Decays).Offset;
        var values = (new double[3], new double[3]);
        for (int step = 0; step < 3; step++)
        {
            optimizer.Step(state.Trained, full(layout.TrainedCount, 0.5 * (step + 1), ScalarType.Float32), learningRate, step);
            values.Item1[step] = state.Trained[decayed].item<float>();
            values.Item2[step] = state.Trained[plain].item<float>();
        }

        return values;
    }

    private static NetworkState State(VariableLayout layout, float value) =>
        NetworkState.From(layout, Enumerable.Repeat(value, layout.TrainedCount).ToArray(), new float[layout.StatisticsCount]);
}
