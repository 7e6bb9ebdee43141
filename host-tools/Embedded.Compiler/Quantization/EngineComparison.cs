// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;
using Embedded.Inference;

namespace Embedded.Compiler.Quantization;

/// <summary>Runs the integer engine beside a float run and notes how far each layer is off. Serves one thread.</summary>
internal sealed class EngineComparison : IOperatorObserver
{
    private readonly FloatGraph _graph;
    private readonly TensorQuantization[] _grids;
    private readonly int _scores;
    private readonly Interpreter _interpreter;
    private readonly float[] _actualScores;
    private FloatExecutor _executor = null!; // those three are set by Run
    private LayerMeasurements _result = null!;
    private int _picture;

    /// <param name="graph">The float network.</param>
    /// <param name="model">The int8 network.</param>
    /// <param name="grids">[tensors].</param>
    /// <param name="scores">The tensor to judge by.</param>
    public EngineComparison(FloatGraph graph, Model model, TensorQuantization[] grids, int scores)
    {
        _graph = graph;
        _grids = grids;
        _scores = scores;
        _actualScores = new float[graph.Tensors[scores].Count];
        _interpreter = new Interpreter(model, new LaneKernels()) { Observer = this };
    }

    /// <summary>Adds what a picture shows to row <paramref name="picture"/> of <paramref name="result"/>.</summary>
    /// <param name="executor">Holds the float network's run of the picture.</param>
    /// <param name="input">The picture, int8.</param>
    /// <param name="picture">Row of the result.</param>
    /// <param name="result">Where to put it.</param>
    public void Run(FloatExecutor executor, sbyte[] input, int picture, LayerMeasurements result)
    {
        (_executor, _picture, _result) = (executor, picture, result);
        input.CopyTo(_interpreter.Arena, _interpreter.Model.Input.Offset);
        _interpreter.Run();
        result.WholeDivergence[picture] = ScoreDivergence.Between(executor.Tensors[_scores], _actualScores);
        result.IsWholeSameBest[picture] = ScoreDivergence.IsSameBest(executor.Tensors[_scores], _actualScores);
    }

    /// <inheritdoc />
    public void OnOperator(int index, Operator op, sbyte[] arena)
    {
        int tensor = _graph.Operators[index].Output;
        float[] expected = _executor.Tensors[tensor];
        double signal = 0;
        double noise = 0;
        for (int at = 0; at < expected.Length; at++)
        {
            float actual = _grids[tensor].Dequantize(arena[op.Output.Offset + at]);
            double difference = (double)actual - expected[at];
            signal += (double)expected[at] * expected[at];
            noise += difference * difference;
            if (tensor == _scores)
            {
                _actualScores[at] = actual;
            }
        }

        _result.Signal[_picture, index] = signal;
        _result.EngineNoise[_picture, index] = noise;
    }
}
