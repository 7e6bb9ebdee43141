// SPDX-License-Identifier: MIT
using Embedded.Compiler.Formats.Emb;
using Embedded.Compiler.Graph;
using Embedded.Compiler.Quantization;
using Embedded.Inference;

namespace Embedded.Compiler.Analysis.Decisions;

/// <summary>The softmax at the end of a network as a network of its own, run by the integer engine: probabilities from scores that were kept.</summary>
internal sealed class ScoreSoftmax
{
    private readonly Interpreter _engine;

    /// <param name="network">A network that ends in a softmax.</param>
    public ScoreSoftmax(QuantizedGraph network)
    {
        QuantizedTensor scores = network.Tensors[TemperatureScaling.SoftmaxOf(network)!.Inputs[0]];
        var graph = new QuantizedGraph
        {
            Tensors = [scores, scores with { Scale = SoftmaxParameters.OutputScale, ZeroPoint = SoftmaxParameters.OutputZeroPoint }],
            Operators = [new QuantizedOperator { Kind = OperatorKind.Softmax, Name = "SOFTMAX", Inputs = [0], Output = 1 }],
            Labels = [],
        };
        _engine = new Interpreter(EmbFile.Parse(EmbWriter.Write(graph)).Model, new ReferenceKernels());
    }

    /// <summary>[classes] int8 probabilities.</summary>
    public sbyte[] Run(sbyte[] scores)
    {
        scores.CopyTo(_engine.Arena, _engine.Model.Input.Offset);
        _engine.Run();
        return _engine.Arena.AsSpan(_engine.Model.Output.Offset, _engine.Model.Output.Count).ToArray();
    }
}
