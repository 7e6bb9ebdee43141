// SPDX-License-Identifier: MIT
using Embedded.Compiler.Analysis;
using Embedded.Vision;

namespace Embedded.Compiler.Tests.Analysis;

public class EvaluatorTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Run_AnyNumberOfThreads_CountsEveryFrameOnce(int threads)
    {
        // Frame i shows the value i % 3; the classifier answers with what it sees, but takes every 2 for a 0.
        int reported = 0;
        Evaluation evaluation = Evaluator.Run(
            () => new ValueClassifier(), ["a", "b", "c"], 300, Frame, index => index % 3, threads, new Progress(value => Interlocked.Exchange(ref reported, Math.Max(reported, value))));

        Assert.Equal(300, evaluation.Confusion.Total);
        Assert.Equal(200, evaluation.Confusion.Correct);
        Assert.Equal(100, evaluation.Confusion[2, 0]);
        Assert.InRange(reported, 1, 300);
        Assert.True(evaluation.HasConfidence);
        Assert.Equal(Enumerable.Range(0, 300).Select(index => new FrameOutcome(index % 3, index % 3 == 2 ? 0 : index % 3, index % 3 / 4.0, 25 * (index % 3))), evaluation.Outcomes);
    }

    [Fact]
    public void Run_FrameThatCannotBeHad_ThrowsItsException()
    {
        Assert.Throws<InvalidDataException>(() =>
            Evaluator.Run(() => new ValueClassifier(), ["a"], 10, index => index == 7 ? throw new InvalidDataException() : Frame(0), _ => 0));
    }

    [Fact]
    public void Run_Cancelled_Throws()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() =>
            Evaluator.Run(() => new ValueClassifier(), ["a"], 10, _ => Frame(0), _ => 0, cancellation: source.Token));
    }

    private static Frame Frame(int index) => new([(byte)(index % 3)], 1, 1, PixelFormat.Gray8);

    private sealed class ValueClassifier : IFrameClassifier
    {
        public double Confidence { get; private set; }

        public int Percent => (int)(100 * Confidence);

        public double ProbabilityOf(int output) => double.NaN;

        public int Run(Frame frame)
        {
            Confidence = frame.Pixels[0] / 4.0;
            return frame.Pixels[0] == 2 ? 0 : frame.Pixels[0];
        }
    }

    private sealed class Progress(Action<int> report) : IProgress<int>
    {
        public void Report(int value) => report(value);
    }
}
