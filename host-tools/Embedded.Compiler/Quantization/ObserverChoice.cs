// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;
using Embedded.Data;
using Embedded.Inference;

namespace Embedded.Compiler.Quantization;

/// <summary>
/// Chooses, tensor by tensor, the observer whose range disturbs the network's logits least: that tensor alone is
/// quantized, everything else stays float, and the square error of the logits over a few calibration pictures decides.
/// </summary>
public static class ObserverChoice
{
    /// <summary>Pictures that decide; more change little.</summary>
    private const int Pictures = 32;

    /// <summary>[tensors] index of the best observer.</summary>
    public static int[] Choose(FloatGraph graph, TensorQuantization[][] candidates, IReadOnlyList<sbyte[]> inputs, CancellationToken cancellation)
    {
        int observers = candidates.Length;
        int tensors = graph.Tensors.Length;
        int judge = graph.Operators[^1].Kind == OperatorKind.Softmax ? graph.Operators[^1].Inputs[0] : graph.Output;
        int[] consumer = FirstConsumers(graph);
        int[] chosen = EvenSpread.Indices(inputs.Count, Pictures);
        var errors = new double[chosen.Length][,]; // of each picture, summed in their order: the same on any number of threads
        Parallel.For(
            0,
            chosen.Length,
            new ParallelOptions { CancellationToken = cancellation },
            () => new FloatExecutor(graph),
            (picture, _, executor) =>
            {
                errors[picture] = new double[observers, tensors];
                Judge(graph, executor, inputs[chosen[picture]], candidates, consumer, judge, errors[picture]);
                return executor;
            },
            _ => { });
        return [.. Enumerable.Range(0, tensors).Select(tensor => Enumerable.Range(0, observers).MinBy(observer => errors.Sum(picture => picture[observer, tensor])))];
    }

    /// <summary>
    /// From the tensor that is read last to the one that is read first: a run from a tensor's first reader computes everything
    /// again that an earlier turn changed, also where tensors are read out of order.
    /// </summary>
    private static void Judge(
        FloatGraph graph, FloatExecutor executor, sbyte[] input, TensorQuantization[][] candidates, int[] consumer, int judge, double[,] errors)
    {
        executor.SetInput(input);
        executor.Run();
        float[] expected = [.. executor.Tensors[judge]];
        foreach (int tensor in Enumerable.Range(0, consumer.Length).Where(tensor => consumer[tensor] >= 0).OrderByDescending(tensor => consumer[tensor]))
        {
            float[] original = [.. executor.Tensors[tensor]];
            for (int observer = 0; observer < candidates.Length; observer++)
            {
                TensorQuantization grid = candidates[observer][tensor];
                if (observer > 0 && grid == candidates[0][tensor])
                {
                    errors[observer, tensor] += errors[0, tensor];
                    continue;
                }

                Array.ConvertAll(original, value => grid.Dequantize(grid.Quantize(value))).CopyTo(executor.Tensors[tensor], 0);
                if (tensor != judge)
                {
                    executor.RunFrom(consumer[tensor]);
                }

                errors[observer, tensor] += executor.Tensors[judge].Zip(expected, (actual, wanted) => Math.Pow((double)actual - wanted, 2)).Sum();
            }

            original.CopyTo(executor.Tensors[tensor], 0);
        }
    }

    private static int[] FirstConsumers(FloatGraph graph) =>
        [.. graph.Tensors.Select((_, tensor) => Array.FindIndex(graph.Operators, op => op.Inputs.Contains(tensor)))];
}
