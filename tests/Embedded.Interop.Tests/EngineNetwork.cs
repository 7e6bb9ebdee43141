// SPDX-License-Identifier: MIT
using Embedded.Compiler.Formats.Emb;
using Embedded.Compiler.Graph;
using Embedded.Inference;

namespace Embedded.Interop.Tests;

/// <summary>A graph written as .emb and run by the engine.</summary>
internal sealed class EngineNetwork : IOperatorObserver
{
    private readonly Interpreter _interpreter;
    private readonly sbyte[][] _tensors;

    public EngineNetwork(QuantizedGraph graph)
    {
        _tensors = new sbyte[graph.Tensors.Length][];
        _interpreter = new Interpreter(ModelReader.Read(new SegmentedModel(EmbWriter.Write(graph))), new ReferenceKernels()) { Observer = this };
    }

    /// <summary>Every tensor of the last run, in the order of the graph.</summary>
    public IReadOnlyList<sbyte[]> Tensors => _tensors;

    /// <summary>The output tensor.</summary>
    public sbyte[] Run(sbyte[] input)
    {
        Model model = _interpreter.Model;
        _tensors[0] = input;
        input.CopyTo(_interpreter.Arena, model.Input.Offset);
        _interpreter.Run();
        return _interpreter.Arena.AsSpan(model.Output.Offset, model.Output.Count).ToArray();
    }

    /// <inheritdoc />
    public void OnOperator(int index, Operator op, sbyte[] arena) =>
        _tensors[Array.IndexOf(_interpreter.Model.Tensors, op.Output)] = arena.AsSpan(op.Output.Offset, op.Output.Count).ToArray();
}
