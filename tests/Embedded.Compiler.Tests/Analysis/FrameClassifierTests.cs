// SPDX-License-Identifier: MIT
using Embedded.Compiler.Analysis;
using Embedded.Compiler.Formats.Emb;
using Embedded.Compiler.Graph;
using Embedded.Decision;
using Embedded.Inference;
using Embedded.Testing;
using Embedded.Vision;

namespace Embedded.Compiler.Tests.Analysis;

public class FrameClassifierTests
{
    [Fact]
    public void Run_Probabilities_ConfidenceAndPercentAreThoseOfTheBoard()
    {
        Model model = EmbFile.Parse(EmbWriter.Write(RandomGraph.MobileNet(3))).Model;
        var classifier = new FrameClassifier(model);
        var decider = new Decider(new DecisionSettings { Smoothing = 1 }, model.Output.Count);
        for (int seed = 0; seed < 10; seed++)
        {
            int best = classifier.Run(Noise(seed, 24));
            Prediction prediction = decider.Decide(classifier.Output.ToArray(), 0);

            Assert.Equal((best, classifier.Percent), (prediction.Top, prediction.TopPercent));
            Assert.Equal((classifier.Output[best] + 128) / 256.0, classifier.Confidence);
        }
    }

    [Fact]
    public void Run_Scores_HaveNoConfidence()
    {
        QuantizedGraph graph = RandomGraph.MobileNet(3);
        var classifier = new FrameClassifier(EmbFile.Parse(EmbWriter.Write(graph with { Tensors = graph.Tensors[..^1], Operators = graph.Operators[..^1] })).Model);

        classifier.Run(Noise(1, 24));

        Assert.Equal((double.NaN, -1), (classifier.Confidence, classifier.Percent));
    }

    [Fact]
    public void Run_FloatNetwork_ConfidenceIsItsLargestOutput()
    {
        FloatGraph graph = RandomFloatGraph.MobileNet(3);
        var classifier = new FloatFrameClassifier(graph, ResizeMethod.Area);
        var executor = new FloatExecutor(graph);
        Frame frame = Noise(1, 16);
        var input = new sbyte[graph.Input.Count];
        new Preprocessor(new InputSpec(16, 16, 3, ResizeMethod.Area, null)).Run(frame, input, 0);
        executor.SetInput(input);
        float[] output = executor.Run();

        int best = classifier.Run(frame);

        Assert.Equal(output[best], classifier.Confidence);
        Assert.Equal(output.Max(), classifier.Confidence);
        Assert.InRange(classifier.Percent - 100 * classifier.Confidence, -0.5, 0.5);
    }

    private static Frame Noise(int seed, int size)
    {
        var pixels = new byte[size * size * 3];
        new Random(seed).NextBytes(pixels);
        return new Frame(pixels, size, size, PixelFormat.Rgb888);
    }
}
