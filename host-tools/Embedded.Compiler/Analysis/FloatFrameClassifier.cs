// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;
using Embedded.Vision;

namespace Embedded.Compiler.Analysis;

/// <summary>The float network behind the board's preprocessor: what quantization is compared with.</summary>
public sealed class FloatFrameClassifier : IFrameClassifier
{
    private readonly FloatExecutor _executor;
    private readonly Preprocessor _preprocessor;
    private readonly sbyte[] _input; // [height, width, channels]

    /// <summary>Allocates the activations.</summary>
    public FloatFrameClassifier(FloatGraph graph, ResizeMethod resize)
    {
        _executor = new FloatExecutor(graph);
        _preprocessor = new Preprocessor(new InputSpec(graph.Input.Height, graph.Input.Width, graph.Input.Channels, resize, null!));
        _input = new sbyte[graph.Input.Count];
    }

    /// <inheritdoc />
    public int Run(Frame frame)
    {
        _preprocessor.Run(frame, _input, 0);
        _executor.SetInput(_input);
        float[] output = _executor.Run();
        return Array.IndexOf(output, output.Max());
    }
}
