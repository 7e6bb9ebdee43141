// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;
using Embedded.Compiler.Quantization;
using Embedded.Inference;
using Embedded.Testing;

namespace Embedded.Compiler.Tests.Quantization;

public class ObserverChoiceTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Choose_NetworkWithSums_IsTheChoiceOfRunsThatShareNothing(int seed) => AssertAsAlone(RandomFloatGraph.MobileNetV2(seed, size: 8), seed);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Choose_TensorFirstReadAfterLaterOnes_IsTheChoiceOfRunsThatShareNothing(int seed)
    {
        // A second convolution right after the pad, which only the first sum reads. Its tensor gets index 1, all others move up.
        FloatGraph chain = RandomFloatGraph.MobileNetV2(seed, size: 8);
        FloatOperator[] moved = Array.ConvertAll(chain.Operators, op => op with { Inputs = Array.ConvertAll(op.Inputs, Moved), Output = Moved(op.Output) });
        int sum = Array.FindIndex(moved, op => op.Kind == OperatorKind.Add);
        moved[sum] = moved[sum] with { Inputs = [1, moved[sum].Inputs[1]] };
        FloatOperator branch = moved[1] with { Output = 1, Weights = [.. moved[1].Weights.Reverse()] };
        FloatGraph graph = chain with { Tensors = [chain.Tensors[0], chain.Tensors[2], .. chain.Tensors[1..]], Operators = [moved[0], branch, .. moved[1..]] };

        AssertAsAlone(graph, seed);

        static int Moved(int tensor) => tensor == 0 ? 0 : tensor + 1;
    }

    private static void AssertAsAlone(FloatGraph graph, int seed)
    {
        sbyte[][] inputs = RandomFloatGraph.Inputs(graph, seed, 3);
        var random = new Random(seed);
        TensorQuantization[][] candidates = [.. Enumerable.Range(0, 3).Select(_ => graph.Tensors.Select(_ =>
            new TensorQuantization(0.02f + 0.06f * random.NextSingle(), random.Next(-128, 128))).ToArray())];

        int[] chosen = ObserverChoice.Choose(graph, candidates, inputs, CancellationToken.None);

        for (int tensor = 0; tensor < graph.Tensors.Length - 1; tensor++)
        {
            double[] errors = [.. candidates.Select(grids => inputs.Sum(input => ErrorAlone(graph, input, tensor, grids[tensor])))];
            Assert.Equal(errors.Min(), errors[chosen[tensor]], errors.Min() * 1e-9); // the sum over pictures has no fixed order
        }
    }

    /// <summary>Square error of the logits with one tensor quantized, in an executor of its own.</summary>
    private static double ErrorAlone(FloatGraph graph, sbyte[] input, int tensor, TensorQuantization grid)
    {
        int judge = graph.Operators[^1].Inputs[0];
        var executor = new FloatExecutor(graph);
        executor.SetInput(input);
        executor.Run();
        float[] expected = [.. executor.Tensors[judge]];
        float[] disturbed = Array.ConvertAll(executor.Tensors[tensor], value => grid.Dequantize(grid.Quantize(value)));
        disturbed.CopyTo(executor.Tensors[tensor], 0);
        int writer = Array.FindIndex(graph.Operators, op => op.Output == tensor);
        if (tensor != judge)
        {
            executor.RunFrom(writer + 1);
        }

        return executor.Tensors[judge].Zip(expected, (actual, wanted) => Math.Pow((double)actual - wanted, 2)).Sum();
    }
}
