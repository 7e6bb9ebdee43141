// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;

namespace Embedded.Compiler.Quantization;

/// <summary>What the float network's layers compute over many pictures, held against the grids: channels, ends, clipped values.</summary>
internal sealed class LayerObservation
{
    private readonly FloatGraph _graph;
    private readonly GridEnds[] _ends;
    private readonly ChannelStatistics[] _channels;
    private readonly long[] _clipped;

    /// <param name="graph">The float network.</param>
    /// <param name="grids">[tensors].</param>
    public LayerObservation(FloatGraph graph, TensorQuantization[] grids)
    {
        _graph = graph;
        _ends = Array.ConvertAll(graph.Operators, op => GridEnds.Of(op.Activation, grids[op.Output]));
        _channels = [.. graph.Operators.Select((op, index) => new ChannelStatistics(graph.Tensors[op.Output].Channels, _ends[index].Bottom, _ends[index].Top))];
        _clipped = new long[graph.Operators.Length];
    }

    /// <summary>[operators] statistics of the output.</summary>
    public IReadOnlyList<ChannelStatistics> Channels => _channels;

    /// <summary>[operators] ends of the output's grid.</summary>
    public IReadOnlyList<GridEnds> Ends => _ends;

    /// <summary>Share of a layer's values that its grid leaves out.</summary>
    public double ClippedShare(int layer) => (double)_clipped[layer] / Math.Max(1, _channels[layer].Count * _channels[layer].Channels);

    /// <summary>Runs all pictures on all cores.</summary>
    public void Run(IReadOnlyList<sbyte[]> pictures, TensorQuantization[] grids, Action onPicture, CancellationToken cancellation) => Parallel.For(
        0,
        pictures.Count,
        new ParallelOptions { CancellationToken = cancellation },
        () => (Executor: new FloatExecutor(_graph), Own: new LayerObservation(_graph, grids)),
        (index, _, local) =>
        {
            local.Executor.SetInput(pictures[index]);
            local.Executor.Run();
            local.Own.Add(local.Executor);
            onPicture();
            return local;
        },
        local =>
        {
            lock (_clipped)
            {
                Merge(local.Own);
            }
        });

    private void Add(FloatExecutor executor)
    {
        for (int layer = 0; layer < _channels.Length; layer++)
        {
            float[] values = executor.Tensors[_graph.Operators[layer].Output];
            (float below, float above) = (_ends[layer].ClippedBelow, _ends[layer].ClippedAbove);
            _channels[layer].Add(values);
            long clipped = 0;
            foreach (float value in values)
            {
                clipped += value < below || value > above ? 1 : 0;
            }

            _clipped[layer] += clipped;
        }
    }

    private void Merge(LayerObservation other)
    {
        for (int layer = 0; layer < _channels.Length; layer++)
        {
            _channels[layer].Merge(other._channels[layer]);
            _clipped[layer] += other._clipped[layer];
        }
    }
}
