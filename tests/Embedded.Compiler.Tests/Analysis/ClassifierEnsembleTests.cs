// SPDX-License-Identifier: MIT
using Embedded.Compiler.Analysis;
using Embedded.Vision;

namespace Embedded.Compiler.Tests.Analysis;

public class ClassifierEnsembleTests
{
    private static readonly Frame s_frame = new([10, 20, 30, 40, 50, 60], 2, 1, PixelFormat.Rgb888);

    [Fact]
    public void Run_TwoMembers_TheGeometricMeanDecides()
    {
        var ensemble = new ClassifierEnsemble([(new Fixed(0.6, 0.4), [0, 1]), (new Fixed(0.9, 0.1), [1, 0])], mirror: false);

        int best = ensemble.Run(s_frame);

        double first = Math.Sqrt(0.6 * 0.1);
        double second = Math.Sqrt(0.4 * 0.9);
        Assert.Equal(1, best);
        Assert.Equal(second / (first + second), ensemble.Confidence, 1e-12); // double rounding
        Assert.Equal(first / (first + second), ensemble.ProbabilityOf(0), 1e-12);
        Assert.Equal(71, ensemble.Percent);
    }

    [Fact]
    public void Run_Mirrored_ShowsBothImages()
    {
        var member = new Fixed(0.5, 0.5);

        new ClassifierEnsemble([(member, [0, 1])], mirror: true).Run(s_frame);

        Assert.Equal([[10, 20, 30, 40, 50, 60], [40, 50, 60, 10, 20, 30]], member.Seen);
    }

    [Fact]
    public void Run_CertainlyWrongMember_StaysFinite()
    {
        var ensemble = new ClassifierEnsemble([(new Fixed(1, 0), [0, 1]), (new Fixed(0, 1), [0, 1])], mirror: false);

        ensemble.Run(s_frame);

        Assert.Equal(0.5, ensemble.Confidence, 1e-12); // double rounding
    }

    private sealed class Fixed(params double[] probabilities) : IFrameClassifier
    {
        public List<byte[]> Seen { get; } = [];

        public double Confidence => probabilities.Max();

        public int Percent => 0;

        public double ProbabilityOf(int output) => probabilities[output];

        public int Run(Frame frame)
        {
            Seen.Add(frame.Pixels[..frame.ByteCount]);
            return Array.IndexOf(probabilities, probabilities.Max());
        }
    }
}
