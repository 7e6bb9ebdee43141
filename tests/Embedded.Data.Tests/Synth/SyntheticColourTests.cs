// SPDX-License-Identifier: MIT
using Embedded.Data.Synth;

namespace Embedded.Data.Tests.Synth;

public sealed class SyntheticColourTests
{
    private const int TrainPerClass = 250;
    private const int ValidationPerClass = 60;
    private const int Size = 64;

    [Fact]
    public void Draw_ColourHistogramAlone_DoesNotTellTheClasses()
    {
        Picture[] train = Draw(0, TrainPerClass);
        Picture[] validation = Draw(SyntheticFlowers.FirstValidationIndex, ValidationPerClass);
        foreach (int levels in new[] { 4, 8 })
        {
            (int, double)[][] trainInputs = [.. train.Select(picture => ColourHistogram.Of(picture, levels))];
            (int, double)[][] validationInputs = [.. validation.Select(picture => ColourHistogram.Of(picture, levels))];
            var regression = new LogisticRegression(SyntheticFlowers.Labels.Count, levels * levels * levels);
            double best = 0;
            for (int round = 0; round < 4; round++)
            {
                regression.Train(trainInputs, Labels(train.Length), steps: 50, rate: 4, decay: 1e-4);
                best = Math.Max(best, regression.Accuracy(validationInputs, Labels(validation.Length)));
            }

            double learned = regression.Accuracy(trainInputs, Labels(train.Length));
            TestContext.Current.TestOutputHelper?.WriteLine($"{levels}^3 colours: {best:P1} of validation, {learned:P1} of training pictures");
            Assert.InRange(best, 0.2, 0.6); // 0.2 is chance
            Assert.True(learned > 0.45, "the regression did not learn, so it proves nothing");
        }
    }

    private static Picture[] Draw(int firstIndex, int perClass)
    {
        int classes = SyntheticFlowers.Labels.Count;
        var pictures = new Picture[classes * perClass];
        Parallel.For(0, pictures.Length, i => pictures[i] = SyntheticFlowers.Draw(1, i % classes, firstIndex + i / classes, Size));
        return pictures;
    }

    private static int[] Labels(int count) => [.. Enumerable.Range(0, count).Select(i => i % SyntheticFlowers.Labels.Count)];
}
