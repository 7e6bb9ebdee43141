// SPDX-License-Identifier: MIT
using Embedded.Training;
using Embedded.Training.Models;

namespace Embedded.Cli.Tests.Training;

public class ThroughputTests
{
    [Fact]
    public void Measure_SmallNetwork_CountsPicturesOfBothKinds()
    {
        var recipe = new TrainingRecipe { Network = new NetworkSpec { Width = 0.1, Size = 32, Classes = 2 }, Labels = ["lying", "standing"], BatchSize = 16 };
        ThroughputReport report = Throughput.Measure(recipe, new StripeSamples(64, 1, side: 64), TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
        Assert.True(report.RandomTensors > 0);
        Assert.True(report.AugmentedPictures > 0);
        Assert.Equal(report.AugmentedPictures / report.RandomTensors, report.Share);
    }
}
