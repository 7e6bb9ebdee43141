// SPDX-License-Identifier: MIT
using Embedded.Compiler.Analysis;

namespace Embedded.Compiler.Tests.Analysis;

public class ReliabilityTests
{
    private const double Tolerance = 1e-12;

    [Fact]
    public void CalibrationError_ByHand_IsThatNumber()
    {
        // 5 bins. (0.4, 0.6]: confidences 0.5 and 0.6, one right: |0.5 - 0.55| x 2. (0.8, 1]: 0.9, 0.9 and 1, two right: |2/3 - 2.8/3| x 3.
        var reliability = new Reliability([Right(0.5), Wrong(0.6), Right(0.9), Wrong(0.9), Right(1)], bins: 5);

        Assert.Equal((0.05 * 2 + 0.8 / 3 * 3) / 5, reliability.CalibrationError, Tolerance);
        Assert.Equal([0, 0, 2, 0, 3], reliability.Bins.Select(bin => bin.Count));
        Assert.Equal(0.55, reliability.Bins[2].Confidence, Tolerance);
        Assert.Equal(0.5, reliability.Bins[2].Accuracy);
        Assert.Equal(2.0 / 3, reliability.Bins[4].Accuracy, Tolerance);
        Assert.Equal((0.8, 1.0), (reliability.Bins[4].Low, reliability.Bins[4].High));
    }

    [Fact]
    public void CalibrationError_ConfidenceEqualsAccuracy_IsZero() =>
        Assert.Equal(0, new Reliability([Right(0.75), Right(0.75), Right(0.75), Wrong(0.75)]).CalibrationError, Tolerance);

    [Fact]
    public void CalibrationError_NoFrames_IsZero() => Assert.Equal(0, new Reliability([]).CalibrationError);

    private static FrameOutcome Right(double confidence) => new(1, 1, confidence, 0);

    private static FrameOutcome Wrong(double confidence) => new(0, 1, confidence, 0);
}
