// SPDX-License-Identifier: MIT
using Embedded.Training;
using Embedded.Training.Data;
using Embedded.Training.Models;
using TorchSharp;

namespace Embedded.Cli.Tests.Training;

public class TrainingStepTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.2, 0.2)]
    public void Run_AnyNumberOfSteps_LeavesNoTensorsBehind(double dropout, double mixup)
    {
        TrainingRecipe recipe = TrainerTests.Recipe() with { Dropout = dropout, Mixup = mixup };
        NetworkPlan plan = Architectures.Plan(recipe.Network);
        var batch = new Batch(new sbyte[8 * plan.Input.Count], [0, 1, 0, 1, 0, 1, 0, 1]);
        new Random(1).NextBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(batch.Pixels.AsSpan()));
        LifetimeStatistics tensors = DisposeScopeManager.Statistics.TensorStatistics;
        long before = tensors.ThreadTotalLiveCount;
        using (var step = new TrainingStep(recipe, plan, 10))
        {
            step.Run(batch, 1, 0, 0);
            long afterOne = tensors.ThreadTotalLiveCount;
            for (int index = 1; index < 5; index++)
            {
                step.Run(batch, 1, index, index);
            }

            Assert.Equal(afterOne, tensors.ThreadTotalLiveCount);
        }

        Assert.Equal(before, tensors.ThreadTotalLiveCount);
    }
}
