// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;
using Embedded.Inference;

namespace Embedded.Compiler.Quantization;

/// <summary>Quantizes one layer at a time, its weights and its output, and looks at what becomes of the scores. Serves one thread.</summary>
internal sealed class LayerDisturbance
{
    private readonly FloatGraph _graph;
    private readonly FloatOperator[] _rounded;
    private readonly TensorQuantization[] _grids;
    private readonly int _scores;
    private readonly int[] _order;
    private readonly int[] _firstReader;

    /// <param name="graph">The float network.</param>
    /// <param name="rounded">[operators] with the weights of the integer engine.</param>
    /// <param name="grids">[tensors].</param>
    /// <param name="scores">The tensor to judge by.</param>
    public LayerDisturbance(FloatGraph graph, FloatOperator[] rounded, TensorQuantization[] grids, int scores)
    {
        _graph = graph;
        _rounded = rounded;
        _grids = grids;
        _scores = scores;
        _firstReader = Array.ConvertAll(graph.Operators, layer => Array.FindIndex(graph.Operators, op => op.Inputs.Contains(layer.Output)));

        // From the output that is read last to the one that is read first: a run from the first reader computes everything again
        // that an earlier turn changed, and what a layer reads was written before.
        _order = [.. Enumerable.Range(0, graph.Operators.Length).Where(CanCost).OrderByDescending(layer => _firstReader[layer] < 0 ? int.MaxValue : _firstReader[layer])];
    }

    /// <summary>Adds what a picture shows to row <paramref name="picture"/> of <paramref name="result"/>.</summary>
    /// <param name="executor">Holds the float network's run of the picture; what lies behind the first layers is overwritten.</param>
    /// <param name="picture">Row of the result.</param>
    /// <param name="result">Where to put it.</param>
    public void Run(FloatExecutor executor, int picture, LayerMeasurements result)
    {
        float[] expected = [.. executor.Tensors[_scores]];
        foreach (int layer in _order)
        {
            float[] output = executor.Tensors[_graph.Operators[layer].Output];
            float[] original = [.. output];
            executor.Run(_rounded[layer]);
            if (_rounded[layer].Weights.Length > 0)
            {
                result.WeightsDivergence[picture, layer] = ScoreDivergence.Between(expected, Scores(executor, layer));
            }

            TensorQuantization grid = _grids[_graph.Operators[layer].Output];
            for (int index = 0; index < output.Length; index++)
            {
                output[index] = grid.Dequantize(grid.Quantize(output[index]));
            }

            float[] actual = Scores(executor, layer);
            result.Divergence[picture, layer] = ScoreDivergence.Between(expected, actual);
            result.IsSameBest[picture, layer] = ScoreDivergence.IsSameBest(expected, actual);
            original.CopyTo(output, 0);
        }
    }

    /// <summary>True if quantizing the layer alone can change the scores: it computes values, and they lead there.</summary>
    public bool CanCost(int layer) => _graph.Operators[layer].Kind is not (OperatorKind.Softmax or OperatorKind.Reshape or OperatorKind.Pad)
        && (_firstReader[layer] >= 0 || _graph.Operators[layer].Output == _scores);

    /// <summary>The scores that follow from what the layer's output holds.</summary>
    private float[] Scores(FloatExecutor executor, int layer)
    {
        if (_graph.Operators[layer].Output != _scores)
        {
            executor.RunFrom(_firstReader[layer]);
        }

        return executor.Tensors[_scores];
    }
}
