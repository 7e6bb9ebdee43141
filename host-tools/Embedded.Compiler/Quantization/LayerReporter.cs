// SPDX-License-Identifier: MIT
using Embedded.Compiler.Formats.Emb;
using Embedded.Compiler.Graph;
using Embedded.Inference;

namespace Embedded.Compiler.Quantization;

/// <summary>Compares the integer engine with the float network, layer by layer, over a few calibration pictures.</summary>
internal static class LayerReporter
{
    private const int Pictures = 16;

    public static LayerReport[] Report(
        FloatGraph graph,
        QuantizedGraph quantized,
        TensorStatistics[] statistics,
        Func<int, string> observerOf,
        IReadOnlyList<sbyte[]> inputs,
        CancellationToken cancellation)
    {
        double[] ratios = SignalToNoise(graph, quantized, inputs, cancellation);
        return [.. graph.Operators.Select((op, index) =>
        {
            QuantizedTensor output = quantized.Tensors[op.Output];
            (int channel, double decibels) = WorstChannel(op, quantized.Operators[index]);
            return new LayerReport(
                op.Name,
                op.Kind.ToString(),
                Quantizer.HasOwnGrid(op.Kind) ? observerOf(op.Output) : "-",
                statistics[op.Output].Minimum,
                statistics[op.Output].Maximum,
                output.Scale,
                output.ZeroPoint,
                ratios[index],
                channel,
                decibels);
        })];
    }

    private static double[] SignalToNoise(FloatGraph graph, QuantizedGraph quantized, IReadOnlyList<sbyte[]> inputs, CancellationToken cancellation)
    {
        var executor = new FloatExecutor(graph);
        var interpreter = new Interpreter(EmbFile.Parse(EmbWriter.Write(quantized)).Model, new LaneKernels());
        var comparison = new Comparison(graph, quantized, executor);
        interpreter.Observer = comparison;
        foreach (int index in EvenSpread.Indices(inputs.Count, Pictures))
        {
            sbyte[] input = inputs[index];
            cancellation.ThrowIfCancellationRequested();
            executor.SetInput(input);
            executor.Run();
            input.CopyTo(interpreter.Arena, interpreter.Model.Input.Offset);
            interpreter.Run();
        }

        return comparison.Decibels();
    }

    private static (int Channel, double Decibels) WorstChannel(FloatOperator op, QuantizedOperator quantized)
    {
        int channels = op.Bias.Length;
        int worst = -1;
        double least = double.PositiveInfinity;
        for (int channel = 0; channel < channels; channel++)
        {
            double signal = 0;
            double noise = 0;
            for (int index = 0; index < op.Weights.Length / channels; index++)
            {
                int at = op.Kind == OperatorKind.DepthwiseConv2D ? index * channels + channel : channel * (op.Weights.Length / channels) + index;
                signal += (double)op.Weights[at] * op.Weights[at];
                noise += Math.Pow(op.Weights[at] - (double)quantized.WeightScale(channel) * quantized.Weights[at], 2);
            }

            double decibels = Ratio(signal, noise);
            if (signal > 0 && decibels < least)
            {
                least = decibels;
                worst = channel;
            }
        }

        return (worst, worst < 0 ? double.NaN : least);
    }

    /// <summary>Decibels, limited to 200 where there is no noise at all.</summary>
    private static double Ratio(double signal, double noise) => noise <= 0 ? 200 : Math.Min(200, 10 * Math.Log10(Math.Max(signal, 1e-30) / noise));

    private sealed class Comparison(FloatGraph graph, QuantizedGraph quantized, FloatExecutor executor) : IOperatorObserver
    {
        private readonly double[] _signal = new double[graph.Operators.Length];
        private readonly double[] _noise = new double[graph.Operators.Length];

        public void OnOperator(int index, Operator op, sbyte[] arena)
        {
            float[] expected = executor.Tensors[graph.Operators[index].Output];
            QuantizedTensor tensor = quantized.Tensors[graph.Operators[index].Output];
            for (int at = 0; at < expected.Length; at++)
            {
                double actual = (double)tensor.Scale * (arena[op.Output.Offset + at] - tensor.ZeroPoint);
                _signal[index] += (double)expected[at] * expected[at];
                _noise[index] += (actual - expected[at]) * (actual - expected[at]);
            }
        }

        public double[] Decibels() => [.. _signal.Zip(_noise, Ratio)];
    }
}
