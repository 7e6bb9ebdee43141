// SPDX-License-Identifier: MIT
using Embedded.Compiler.Analysis;

namespace Embedded.Compiler.Tests.Analysis;

public class ConfusionMatrixTests
{
    [Fact]
    public void Rates_KnownCounts_FollowTheirDefinitions()
    {
        var matrix = new ConfusionMatrix(["cat", "dog", "emu"]);
        Add(matrix, 0, 0, 3);
        Add(matrix, 0, 1, 1);
        Add(matrix, 1, 1, 4);
        Add(matrix, 1, 0, 2);

        Assert.Equal(10, matrix.Total);
        Assert.Equal(7, matrix.Correct);
        Assert.Equal(0.7, matrix.Accuracy);
        Assert.Equal(3.0 / 5, matrix.Precision(0));
        Assert.Equal(3.0 / 4, matrix.Recall(0));
        Assert.Equal(4.0 / 5, matrix.Precision(1));
        Assert.Equal(4.0 / 6, matrix.Recall(1));
        Assert.Equal(0, matrix.Precision(2));
        Assert.Equal(0, matrix.Recall(2));
        Assert.Equal(6, matrix.ActualCount(1));
        Assert.Equal(5, matrix.PredictedCount(0));
    }

    [Fact]
    public void Accuracy_NoPictures_IsZero() => Assert.Equal(0, new ConfusionMatrix(["a"]).Accuracy);

    private static void Add(ConfusionMatrix matrix, int actual, int predicted, int times)
    {
        for (int time = 0; time < times; time++)
        {
            matrix.Add(actual, predicted);
        }
    }
}
