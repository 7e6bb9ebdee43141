// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;

namespace Embedded.Compiler.Quantization;

/// <summary>Runs the float network over representative pictures and gathers statistics of every activation, on all cores.</summary>
public static class Calibration
{
    /// <summary>[tensors] statistics of <paramref name="graph"/> over <paramref name="inputs"/>.</summary>
    /// <param name="graph">The float network.</param>
    /// <param name="inputs">Preprocessed pictures, int8 [height, width, channels].</param>
    /// <param name="cancellation">Stops between two pictures.</param>
    /// <param name="onPicture">Called after each picture of each of the two passes.</param>
    public static TensorStatistics[] Run(FloatGraph graph, IReadOnlyList<sbyte[]> inputs, Action? onPicture, CancellationToken cancellation)
    {
        TensorStatistics[] merged = NewStatistics(graph);
        ForEachPicture(
            graph,
            inputs,
            () => NewStatistics(graph),
            (executor, own) => ForEachTensor(graph, tensor => own[tensor].AddRange(executor.Tensors[tensor])),
            own => ForEachTensor(graph, tensor => merged[tensor].MergeRange(own[tensor])),
            onPicture,
            cancellation);
        ForEachPicture(
            graph,
            inputs,
            () => Array.ConvertAll(graph.Tensors, _ => new long[TensorStatistics.Bins]),
            (executor, own) => ForEachTensor(graph, tensor => merged[tensor].Count(executor.Tensors[tensor], own[tensor])),
            own => ForEachTensor(graph, tensor => merged[tensor].MergeCounts(own[tensor])),
            onPicture,
            cancellation);
        return merged;
    }

    private static void ForEachPicture<T>(
        FloatGraph graph,
        IReadOnlyList<sbyte[]> inputs,
        Func<T> newOwn,
        Action<FloatExecutor, T> add,
        Action<T> merge,
        Action? onPicture,
        CancellationToken cancellation)
    {
        Parallel.For(
            0,
            inputs.Count,
            new ParallelOptions { CancellationToken = cancellation },
            () => (Executor: new FloatExecutor(graph), Own: newOwn()),
            (index, _, local) =>
            {
                local.Executor.SetInput(inputs[index]);
                local.Executor.Run();
                add(local.Executor, local.Own);
                onPicture?.Invoke();
                return local;
            },
            local =>
            {
                lock (graph)
                {
                    merge(local.Own);
                }
            });
    }

    private static TensorStatistics[] NewStatistics(FloatGraph graph) => Array.ConvertAll(graph.Tensors, _ => new TensorStatistics());

    private static void ForEachTensor(FloatGraph graph, Action<int> action)
    {
        for (int tensor = 0; tensor < graph.Tensors.Length; tensor++)
        {
            action(tensor);
        }
    }
}
