// SPDX-License-Identifier: MIT
using Embedded.Compiler.Analysis;
using Embedded.Compiler.Formats.Emb;
using Embedded.Compiler.Formats.TfLite;
using Embedded.Compiler.Graph;
using Embedded.Compiler.Quantization;
using Embedded.Inference;
using Embedded.Testing;
using Embedded.Vision;

namespace Embedded.Compiler.Tests.Quantization;

public class TemperatureScalingTests
{
    public static TheoryData<int, double> Cases => new() { { 1, 1.37 }, { 2, 0.61 }, { 3, 2 }, { 4, 7.7 } };

    [Theory]
    [MemberData(nameof(Cases))]
    public void WithTemperature_AnyNetwork_ChangesOnlyWhatIsStated(int seed, double temperature)
    {
        foreach (QuantizedGraph graph in Networks(seed))
        {
            EmbFile file = EmbFile.Parse(EmbWriter.Write(graph));
            EmbFile changed = file.WithTemperature(temperature);

            Operator softmax = file.Model.Operators[^1];
            Operator layer = file.Model.Operators.Last(op => op.Weights != null);
            int[] scores = [.. Enumerable.Range(0, file.Model.Tensors.Length).Where(index => file.Model.Tensors[index] is var tensor && tensor != file.Model.Output
                && Array.FindIndex(file.Model.Operators, op => op.Output == tensor) >= Array.IndexOf(file.Model.Operators, layer))];
            var allowed = new HashSet<int>(Enumerable.Range(EmbFormat.CrcPosition, 4));
            allowed.UnionWith(scores.SelectMany(index => Enumerable.Range(file.Sections.Start(EmbFormat.TensorSection) + index * EmbFormat.TensorBytes + 12, 4)));
            for (int op = Array.IndexOf(file.Model.Operators, layer) + 1; op < file.Model.Operators.Length; op++) // softmax, and mean if there is one between
            {
                int row = file.Sections.Start(EmbFormat.OperatorSection) + op * EmbFormat.OperatorBytes;
                allowed.UnionWith(Enumerable.Range(row + 52, 12));
            }

            int[] differing = [.. Enumerable.Range(0, file.Bytes.Length).Where(index => file.Bytes[index] != changed.Bytes[index] && !allowed.Contains(index))];
            Assert.All(differing, index => Assert.True(index >= file.Sections.Start(EmbFormat.ConstantSection)));

            Operator changedLayer = changed.Model.Operators[Array.IndexOf(file.Model.Operators, layer)];
            Assert.Equal(layer.Weights, changedLayer.Weights);
            Assert.Equal(layer.Bias, changedLayer.Bias);
            Assert.True(differing.Length <= 5 * layer.Bias.Length);
            for (int channel = 0; channel < layer.Bias.Length; channel++)
            {
                double before = Math.ScaleB(layer.Multiplier[channel], layer.Shift[channel]);
                Assert.Equal(1, Math.ScaleB(changedLayer.Multiplier[channel], changedLayer.Shift[channel]) / before, 3e-7); // two roundings to singles
            }

            Assert.Equal(temperature, OperatorText.ScaleOf(softmax.Input) / (double)OperatorText.ScaleOf(changed.Model.Operators[^1].Input), 1e-6);
            Assert.Equal(changed.Bytes, EmbWriter.Write(EmbGraph.Of(changed)));
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void WithTemperature_RandomInputs_KeepsTheScoresAndTheMostProbableClass(int seed, double temperature)
    {
        foreach (QuantizedGraph graph in Networks(seed))
        {
            EmbFile file = EmbFile.Parse(EmbWriter.Write(graph));
            EmbFile changed = file.WithTemperature(temperature);
            var random = new Random(seed);
            for (int run = 0; run < 20; run++)
            {
                sbyte[] input = [.. Enumerable.Range(0, file.Model.Input.Count).Select(_ => (sbyte)random.Next(-128, 128))];
                (sbyte[] scores, sbyte[] output) = Run(file.Model, input);
                (sbyte[] otherScores, sbyte[] otherOutput) = Run(changed.Model, input);
                Assert.Equal(scores, otherScores);
                // At a high temperature two classes may get equal probabilities; the largest score is then still one of them.
                Assert.Equal(otherOutput.Max(), otherOutput[Array.IndexOf(scores, scores.Max())]);
                Assert.Equal(output.Max(), output[Array.IndexOf(scores, scores.Max())]);
            }
        }
    }

    [Fact]
    public void WithTemperature_TfLite_ComputesTheSame()
    {
        EmbFile changed = EmbFile.Parse(EmbWriter.Write(RandomGraph.MobileNet(5))).WithTemperature(1.23);

        QuantizedGraph imported = TfLiteImport.Import(TfLiteExport.Convert(EmbGraph.Of(changed))).Graph;

        Assert.Null(ModelDifference.Find(changed.Model, EmbFile.Parse(EmbWriter.Write(imported with { Labels = changed.Model.Labels })).Model));
    }

    [Fact]
    public void WithTemperature_PowerOfTwo_KeepsEveryMultiplier()
    {
        EmbFile file = EmbFile.Parse(EmbWriter.Write(RandomGraph.MobileNet(1)));
        EmbFile changed = file.WithTemperature(2);

        Assert.Equal(file.Model.Operators.Select(op => op.Multiplier), changed.Model.Operators.Select(op => op.Multiplier));
        Assert.Equal(file.Model.Operators[^1].Parameters[0], changed.Model.Operators[^1].Parameters[0]);
        Assert.Equal(file.Model.Operators[^1].Parameters[1] - 1, changed.Model.Operators[^1].Parameters[1]);
    }

    [Fact]
    public void Apply_ScoresThatCannotBeScaled_SaysWhy()
    {
        AssertObstacle(ColourNetwork.Graph(8), "its scores are the picture itself");
        QuantizedGraph scores = RandomGraph.MobileNet(1);
        AssertObstacle(scores with { Operators = scores.Operators[..^1], Tensors = scores.Tensors[..^1] }, "does not end in a softmax");
        QuantizedOperator[] operators = [.. scores.Operators];
        int layer = Array.FindLastIndex(operators, op => op.Weights.Length > 0);
        operators[layer] = operators[layer] with { Activation = Activation.Relu6 };
        AssertObstacle(scores with { Operators = operators }, "CONV_2D with a ReLU6");
        var sum = new RandomGraphBuilder(1, new TensorShape(1, 1, 4));
        sum.Conv2D(4, 1, 1, Activation.None);
        sum.Add(0);
        sum.Softmax();
        AssertObstacle(sum.Build([]), "ADD");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1e-300)]
    [InlineData(1e300)]
    public void Apply_ImpossibleTemperature_Throws(double temperature) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => TemperatureScaling.Apply(RandomGraph.MobileNet(1), temperature));

    private static void AssertObstacle(QuantizedGraph graph, string words)
    {
        Assert.Contains(words, TemperatureScaling.Obstacle(graph));
        Assert.Contains(words, Assert.Throws<ArgumentException>(() => TemperatureScaling.Apply(graph, 2)).Message);
    }

    private static QuantizedGraph[] Networks(int seed)
    {
        var pooled = new RandomGraphBuilder(seed, new TensorShape(6, 6, 3)); // scores of every pixel, then their mean
        pooled.Conv2D(5, 3, 1, Activation.Relu);
        pooled.Mean();
        pooled.Reshape();
        pooled.Softmax();
        QuantizedGraph perTensor = RandomGraph.MobileNetV2(seed);
        int last = Array.FindLastIndex(perTensor.Operators, op => op.Kind == OperatorKind.FullyConnected);
        perTensor.Operators[last] = perTensor.Operators[last] with { WeightScales = perTensor.Operators[last].WeightScales[..1] };
        return [RandomGraph.MobileNet(seed), RandomGraph.MobileNetV2(seed), perTensor, pooled.Build([]), ColourNetwork.WithScores()];
    }

    private static (sbyte[] Scores, sbyte[] Output) Run(Model model, sbyte[] input)
    {
        var engine = new Interpreter(model, new ReferenceKernels());
        input.CopyTo(engine.Arena, model.Input.Offset);
        engine.Run();
        Tensor scores = model.Operators[^1].Input;
        return (engine.Arena.AsSpan(scores.Offset, scores.Count).ToArray(), engine.Arena.AsSpan(model.Output.Offset, model.Output.Count).ToArray());
    }
}
