// SPDX-License-Identifier: MIT
using Embedded.Data.Synth;

namespace Embedded.Data.Tests.Synth;

public sealed class SyntheticColourTests
{
    [Theory]
    [InlineData(4)]
    [InlineData(8)]
    public void Draw_ColourHistogramAlone_DoesNotTellTheClasses(int levels)
    {
        ((int, double)[][] train, int[] trainLabels) = Histograms(0, 300, levels);
        ((int, double)[][] validation, int[] validationLabels) = Histograms(SyntheticFlowers.FirstValidationIndex, 60, levels);
        double best = 0;
        double onTrain = 0;
        foreach (double decay in new[] { 0, 1e-4, 1e-3 })
        {
            var regression = new LogisticRegression(SyntheticFlowers.Labels.Count, levels * levels * levels);
            for (int round = 0; round < 4; round++)
            {
                regression.Train(train, trainLabels, steps: 75, rate: 4, decay);
                best = Math.Max(best, regression.Accuracy(validation, validationLabels));
                onTrain = Math.Max(onTrain, regression.Accuracy(train, trainLabels));
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{levels}^3 colours: {best:P1} of validation, {onTrain:P1} of training pictures");
        Assert.InRange(best, 0.2, 0.6); // 0.2 is chance
        Assert.True(onTrain > 0.45, "the regression did not learn, so it proves nothing");
    }

    private static ((int, double)[][] Inputs, int[] Labels) Histograms(int firstIndex, int perClass, int levels)
    {
        int classes = SyntheticFlowers.Labels.Count;
        var inputs = new (int, double)[classes * perClass][];
        Parallel.For(0, inputs.Length, i => inputs[i] = ColourHistogram.Of(SyntheticFlowers.Draw(1, i % classes, firstIndex + i / classes, 96), levels));
        return (inputs, [.. Enumerable.Range(0, inputs.Length).Select(i => i % classes)]);
    }
}
