// SPDX-License-Identifier: MIT
using System.Diagnostics;
using System.Reflection;
using Embedded.Training;
using Embedded.Training.Models;

namespace Embedded.Cli.Tests.Training;

public class ThroughputTests(ITestOutputHelper output)
{
    /// <summary>Both speeds are measured in turns, so that other work on the machine slows both; even so the best of three counts.</summary>
    [Fact]
    [Trait("Speed", "Slow")]
    public void Measure_QuarterWidthAt96_KeepsThreeQuartersOfTheSpeedWithAugmentation()
    {
        var debuggable = typeof(Throughput).Assembly.GetCustomAttribute<DebuggableAttribute>();
        Assert.SkipWhen(debuggable?.IsJITOptimizerDisabled == true, "measures optimized code: run the tests with -c Release");
        var recipe = new TrainingRecipe { Network = new NetworkSpec { Width = 0.25, Size = 96, Classes = 2 }, Labels = ["lying", "standing"] };
        var pictures = new StripeSamples(256, 1, side: 128);
        double best = 0;
        for (int attempt = 0; attempt < 3 && best < 0.75; attempt++)
        {
            ThroughputReport report = Throughput.Measure(recipe, pictures, TimeSpan.FromSeconds(8), TestContext.Current.CancellationToken);
            output.WriteLine($"{report.RandomTensors:F0} pictures/s on random tensors, {report.AugmentedPictures:F0} with augmentation: {report.Share:P0}");
            best = Math.Max(best, report.Share);
        }

        Assert.True(best >= 0.75, $"augmentation leaves {best:P0} of the speed");
    }
}
