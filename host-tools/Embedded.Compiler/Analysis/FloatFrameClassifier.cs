// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;
using Embedded.Inference;
using Embedded.Vision;

namespace Embedded.Compiler.Analysis;

/// <summary>The float network behind the board's preprocessor: what quantization is compared with.</summary>
public sealed class FloatFrameClassifier : IFrameClassifier
{
    private readonly FloatExecutor _executor;
    private readonly Preprocessor _preprocessor;
    private readonly sbyte[] _input; // [height, width, channels]
    private readonly bool _hasProbabilities;
    private float[] _output = []; // of the last run

    /// <summary>Allocates the activations.</summary>
    public FloatFrameClassifier(FloatGraph graph, ResizeMethod resize)
    {
        _executor = new FloatExecutor(graph);
        _preprocessor = new Preprocessor(new InputSpec(graph.Input.Height, graph.Input.Width, graph.Input.Channels, resize, null!));
        _input = new sbyte[graph.Input.Count];
        _hasProbabilities = graph.Operators[^1].Kind == OperatorKind.Softmax;
    }

    /// <inheritdoc />
    public double Confidence { get; private set; } = double.NaN;

    /// <inheritdoc />
    public int Percent { get; private set; } = -1;

    /// <inheritdoc />
    public double ProbabilityOf(int output) => _hasProbabilities ? _output[output] : double.NaN;

    /// <inheritdoc />
    public int Run(Frame frame)
    {
        _preprocessor.Run(frame, _input, 0);
        _executor.SetInput(_input);
        float[] output = _executor.Run();
        _output = output;
        int best = Array.IndexOf(output, output.Max());
        Confidence = _hasProbabilities ? output[best] : double.NaN;
        Percent = _hasProbabilities ? (int)Math.Floor(100 * Confidence + 0.5) : -1; // rounded half up, as the board does
        return best;
    }
}
