// SPDX-License-Identifier: MIT
using Embedded.Compiler.Formats.Emb;
using Embedded.Compiler.Graph;
using Embedded.Inference;
using Embedded.Training.Data;
using Embedded.Training.Export;
using Embedded.Training.Models;
using Embedded.Training.Native;
using TorchSharp;
using static Embedded.Training.Native.Scalars;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace Embedded.Training.QuantizationAware;

/// <summary>Counts, layer by layer, the int8 activations in which the training's forward pass and the integer engine differ.</summary>
internal static class EngineAgreement
{
    /// <summary>One entry for each layer and sum, in execution order.</summary>
    /// <param name="plan">The layers.</param>
    /// <param name="state">The values, with grids.</param>
    /// <param name="batch">Preprocessed pictures.</param>
    public static IReadOnlyList<LayerAgreement> Measure(NetworkPlan plan, NetworkState state, Batch batch) =>
        Compare(plan, state, batch, Forward(plan, state, batch));

    /// <summary>Compares outputs of <see cref="Forward"/> with those of the engine.</summary>
    internal static IReadOnlyList<LayerAgreement> Compare(NetworkPlan plan, NetworkState state, Batch batch, Dictionary<string, sbyte[]> trained)
    {
        QuantizedGraph graph = QuantizedExport.Build(plan, state);
        string[] names = [.. graph.Operators.Select(op => op.Name)];
        Model model = EmbFile.Parse(EmbWriter.Write(graph)).Model;
        var different = new long[names.Length];
        var interpreter = new Interpreter(model, new LaneKernels());
        var comparison = new Comparison(names, trained, different);
        interpreter.Observer = comparison;
        for (int picture = 0; picture < batch.Labels.Length; picture++)
        {
            comparison.Picture = picture;
            batch.Pixels.AsSpan(picture * plan.Input.Count, plan.Input.Count).CopyTo(interpreter.Arena.AsSpan(model.Input.Offset));
            interpreter.Run();
        }

        return [.. names.Select((name, index) => (Name: name, Index: index)).Where(op => trained.ContainsKey(op.Name))
            .Select(op => new LayerAgreement(op.Name, trained[op.Name].Length, different[op.Index]))];
    }

    /// <summary>Of every layer and sum the int8 outputs [batch, height, width, channels] in training.</summary>
    internal static Dictionary<string, sbyte[]> Forward(NetworkPlan plan, NetworkState state, Batch batch)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var outputs = new Dictionary<string, sbyte[]>();
        using var network = new QuantizedNetwork(plan, state, 0)
        {
            Computed = (name, output) => outputs[name] = output.Values.add(Number(output.ZeroPoint)).permute(0, 2, 3, 1).to(ScalarType.Int8).ToHost<sbyte>(),
        };
        Tensor pixels = tensor(batch.Pixels, [batch.Labels.Length, plan.Input.Height, plan.Input.Width, plan.Input.Channels]);
        network.Forward(ConvolutionalNetwork.ToInput(pixels, plan.Spec.InputRange), updateStatistics: false);
        return outputs;
    }

    private sealed class Comparison(string[] names, Dictionary<string, sbyte[]> trained, long[] different) : IOperatorObserver
    {
        public int Picture { get; set; }

        public void OnOperator(int index, Operator op, sbyte[] arena)
        {
            if (!trained.TryGetValue(names[index], out sbyte[]? values))
            {
                return;
            }

            int count = op.Output.Count;
            ReadOnlySpan<sbyte> expected = values.AsSpan(Picture * count, count);
            ReadOnlySpan<sbyte> actual = arena.AsSpan(op.Output.Offset, count);
            for (int at = 0; at < count; at++)
            {
                different[index] += expected[at] == actual[at] ? 0 : 1;
            }
        }
    }
}
