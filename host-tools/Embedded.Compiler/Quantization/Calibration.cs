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
            (executor, _, own) => ForEachTensor(graph, tensor => own[tensor].AddRange(executor.Tensors[tensor])),
            own => ForEachTensor(graph, tensor => merged[tensor].MergeRange(own[tensor])),
            onPicture,
            cancellation);
        ForEachPicture(
            graph,
            inputs,
            () => Array.ConvertAll(graph.Tensors, _ => new long[TensorStatistics.Bins]),
            (executor, _, own) => ForEachTensor(graph, tensor => merged[tensor].Count(executor.Tensors[tensor], own[tensor])),
            own => ForEachTensor(graph, tensor => merged[tensor].MergeCounts(own[tensor])),
            onPicture,
            cancellation);
        return merged;
    }

    /// <summary>Runs the float network over every picture on all cores; each thread adds to a T of its own, and these are merged one at a time.</summary>
    /// <param name="graph">The float network.</param>
    /// <param name="inputs">Preprocessed pictures.</param>
    /// <param name="newOwn">Makes a thread's own T.</param>
    /// <param name="add">Given the executor after a run, and the picture's index.</param>
    /// <param name="merge">Takes a thread's T.</param>
    /// <param name="onPicture">Called after each picture.</param>
    /// <param name="cancellation">Stops between two pictures.</param>
    internal static void ForEachPicture<T>(
        FloatGraph graph,
        IReadOnlyList<sbyte[]> inputs,
        Func<T> newOwn,
        Action<FloatExecutor, int, T> add,
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
                add(local.Executor, index, local.Own);
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
