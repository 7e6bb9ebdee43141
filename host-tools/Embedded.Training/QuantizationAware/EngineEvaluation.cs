// SPDX-License-Identifier: MIT
using Embedded.Compiler.Analysis;
using Embedded.Compiler.Formats.Emb;
using Embedded.Compiler.Graph;
using Embedded.Inference;
using Embedded.Training.Data;
using Embedded.Training.Export;
using Embedded.Training.Models;

namespace Embedded.Training.QuantizationAware;

/// <summary>Measures a network on the integer engine: what counts is what the board will say.</summary>
internal static class EngineEvaluation
{
    private const int BatchSize = 64;

    /// <summary>Mean cross-entropy of the int8 scores, and share of pictures that the engine classifies correctly, 0 to 1.</summary>
    /// <param name="plan">The layers.</param>
    /// <param name="state">The values, with grids.</param>
    /// <param name="pictures">Preprocessed as on the device.</param>
    /// <param name="threads">At most this many.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static (double Loss, double Accuracy) Run(NetworkPlan plan, NetworkState state, PreparedPictures pictures, int threads, CancellationToken cancellation)
    {
        Model model = EmbFile.Parse(EmbWriter.Write(QuantizedExport.Build(plan, state))).Model;
        var losses = new double[pictures.Count];
        int correct = 0;
        int first = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };
        foreach (Batch batch in pictures.Batches(BatchSize, cancellation))
        {
            int start = first;
            Parallel.For(0, batch.Labels.Length, options, () => new ScoreReader(model), (index, _, reader) =>
            {
                int label = (int)batch.Labels[index];
                int predicted = reader.Run(batch.Pixels.AsSpan(index * plan.Input.Count, plan.Input.Count));
                losses[start + index] = reader.CrossEntropy(label);
                Interlocked.Add(ref correct, predicted == label ? 1 : 0);
                return reader;
            }, _ => { });
            first += batch.Labels.Length;
        }

        return (losses.Sum() / pictures.Count, (double)correct / pictures.Count);
    }

    /// <summary>Runs the engine and keeps the scores that the softmax takes.</summary>
    private sealed class ScoreReader : IOperatorObserver
    {
        private readonly Interpreter _interpreter;
        private readonly double[] _scores;

        public ScoreReader(Model model)
        {
            _interpreter = new Interpreter(model, new LaneKernels()) { Observer = this };
            _scores = new double[model.Output.Count];
        }

        public int Run(ReadOnlySpan<sbyte> input)
        {
            Model model = _interpreter.Model;
            input.CopyTo(_interpreter.Arena.AsSpan(model.Input.Offset));
            _interpreter.Run();
            return FrameClassifier.IndexOfLargest(_interpreter.Arena.AsSpan(model.Output.Offset, model.Output.Count));
        }

        public double CrossEntropy(int label)
        {
            double largest = _scores.Max();
            return largest + Math.Log(_scores.Sum(score => Math.Exp(score - largest))) - _scores[label];
        }

        public void OnOperator(int index, Operator op, sbyte[] arena)
        {
            if (index != _interpreter.Model.Operators.Length - 2)
            {
                return;
            }

            for (int at = 0; at < _scores.Length; at++)
            {
                _scores[at] = OperatorText.ScaleOf(op.Output) * (arena[op.Output.Offset + at] - op.Output.ZeroPoint);
            }
        }
    }
}
