// SPDX-License-Identifier: MIT
using Embedded.Compiler.Analysis;
using Embedded.Compiler.Formats.Emb;
using Embedded.Inference;
using Embedded.Testing;
using Embedded.Vision;

namespace Embedded.Compiler.Tests.Analysis;

public class LossRankingTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Run_LeastProbableLabel_ComesFirst(int threads)
    {
        // Frame i: the first output has i / 8, the second the rest. All are labelled with the first.
        IReadOnlyList<PictureLoss> losses = LossRanking.Run(() => new TwoOutputs(), 9, index => Frame(index), _ => 0, threads);

        Assert.Equal(Enumerable.Range(0, 9), losses.Select(loss => loss.Index));
        Assert.Equal(new PictureLoss(2, 0, 1, 0.75, 0.25), losses[2]);
        Assert.Equal(Math.Log(512), losses[0].Loss, 12);
        Assert.Equal(Math.Log(4), losses[2].Loss, 12);
        Assert.Equal(0.0, losses[8].Loss);
        Assert.Equal([false, false, false, false, true, true, true, true, true], losses.Select(loss => loss.IsCorrect));
    }

    [Fact]
    public void Run_EquallyImprobable_TheMoreCertainOtherAnswerThenTheFirstComesFirst()
    {
        IReadOnlyList<PictureLoss> losses = LossRanking.Run(() => new TwoOutputs(), 3, index => Frame(index == 1 ? 0 : 8), index => index == 1 ? 0 : 1);

        Assert.Equal([0, 1, 2], losses.Select(loss => loss.Index)); // all have probability 0 and confidence 1
    }

    [Fact]
    public void Run_NetworkWithScores_IsRefused()
    {
        var exception = Assert.Throws<ArgumentException>(() => LossRanking.Run(() => new Scores(), 2, Frame, _ => 0));

        Assert.Contains("scores", exception.Message);
    }

    [Fact]
    public void ProbabilityOf_IntegerEngine_IsTheOutputInReals()
    {
        Model model = EmbFile.Parse(EmbWriter.Write(RandomGraph.MobileNet(7, size: 32))).Model;
        var classifier = new FrameClassifier(model);
        int best = classifier.Run(new Frame(new byte[32 * 32 * 3], 32, 32, PixelFormat.Rgb888));

        Assert.Equal(classifier.Confidence, classifier.ProbabilityOf(best));
        Assert.Equal(classifier.Output.ToArray().Select(raw => (raw + 128) / 256.0), Enumerable.Range(0, model.Output.Count).Select(classifier.ProbabilityOf));
    }

    private static Frame Frame(int index) => new([(byte)index], 1, 1, PixelFormat.Gray8);

    private sealed class TwoOutputs : IFrameClassifier
    {
        private double _first;

        public double Confidence => Math.Max(_first, 1 - _first);

        public int Percent => (int)(100 * Confidence);

        public double ProbabilityOf(int output) => output == 0 ? _first : 1 - _first;

        public int Run(Frame frame)
        {
            _first = frame.Pixels[0] / 8.0;
            return _first >= 0.5 ? 0 : 1;
        }
    }

    private sealed class Scores : IFrameClassifier
    {
        public double Confidence => double.NaN;

        public int Percent => -1;

        public double ProbabilityOf(int output) => double.NaN;

        public int Run(Frame frame) => 0;
    }
}
