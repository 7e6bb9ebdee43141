// SPDX-License-Identifier: MIT
using Embedded.Compiler.Formats.Emb;
using Embedded.Compiler.Graph;
using Embedded.Inference;

namespace Embedded.Interop.Tests;

/// <summary>A graph written as .emb and run by the engine.</summary>
internal sealed class EngineNetwork(QuantizedGraph graph)
{
    private readonly Interpreter _interpreter = new(ModelReader.Read(new SegmentedModel(EmbWriter.Write(graph))), new ReferenceKernels());

    public sbyte[] Run(sbyte[] input)
    {
        Model model = _interpreter.Model;
        input.CopyTo(_interpreter.Arena, model.Input.Offset);
        _interpreter.Run();
        return _interpreter.Arena.AsSpan(model.Output.Offset, model.Output.Count).ToArray();
    }
}
