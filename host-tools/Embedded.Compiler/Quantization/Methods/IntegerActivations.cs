// SPDX-License-Identifier: MIT
using Embedded.Compiler.Formats.Emb;
using Embedded.Compiler.Graph;
using Embedded.Inference;

namespace Embedded.Compiler.Quantization.Methods;

/// <summary>
/// What the integer engine computes for some pictures, activation after activation. Where the network can be cut, because nothing
/// after an activation reads anything before it, the bytes are kept and the next run starts there.
/// </summary>
/// <param name="inputs">Preprocessed pictures.</param>
internal sealed class IntegerActivations(IReadOnlyList<sbyte[]> inputs)
{
    private IReadOnlyList<sbyte[]> _bytes = inputs;
    private int _tensor;

    /// <summary>[pictures] the bytes of an activation. Activations are asked for in the order in which they are written.</summary>
    /// <param name="graph">The network; what comes before an activation that was asked for does not change any more.</param>
    /// <param name="tensor">Index of an activation.</param>
    /// <param name="cancellation">Stops between two pictures.</param>
    public IReadOnlyList<sbyte[]> Advance(QuantizedGraph graph, int tensor, CancellationToken cancellation)
    {
        if (tensor == _tensor)
        {
            return _bytes;
        }

        Model model = Part(graph, _tensor, tensor);
        var outputs = new sbyte[_bytes.Count][];
        Parallel.For(
            0,
            outputs.Length,
            new ParallelOptions { CancellationToken = cancellation },
            () => new Interpreter(model, new LaneKernels()),
            (picture, _, engine) =>
            {
                _bytes[picture].CopyTo(engine.Arena, model.Input.Offset);
                engine.Run();
                outputs[picture] = engine.Arena.AsSpan(model.Output.Offset, model.Output.Count).ToArray();
                return engine;
            },
            _ => { });
        if (IsCut(graph, tensor))
        {
            _tensor = tensor;
            _bytes = outputs;
        }

        return outputs;
    }

    private static int WriterOf(QuantizedGraph graph, int tensor) => Array.FindIndex(graph.Operators, op => op.Output == tensor);

    private static bool IsCut(QuantizedGraph graph, int tensor)
    {
        int writer = WriterOf(graph, tensor);
        return graph.Operators.Skip(writer + 1).All(op => op.Inputs.All(input => WriterOf(graph, input) >= writer));
    }

    private static Model Part(QuantizedGraph graph, int from, int to)
    {
        QuantizedOperator[] operators = graph.Operators[(WriterOf(graph, from) + 1)..(WriterOf(graph, to) + 1)];
        int[] kept = [from, .. operators.Select(op => op.Output)];
        QuantizedGraph part = graph with
        {
            Tensors = Array.ConvertAll(kept, index => graph.Tensors[index]),
            Operators = Array.ConvertAll(operators, op => op with { Inputs = Array.ConvertAll(op.Inputs, IndexOf), Output = IndexOf(op.Output) }),
            Labels = [],
            InputSpec = null,
            Notes = [],
            Decision = new(),
        };
        return EmbFile.Parse(EmbWriter.Write(part)).Model;

        int IndexOf(int index) => Array.IndexOf(kept, index);
    }
}
