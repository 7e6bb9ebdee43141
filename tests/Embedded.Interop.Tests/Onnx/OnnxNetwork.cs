// SPDX-License-Identifier: MIT
using Embedded.Compiler.Formats.Onnx;
using Embedded.Compiler.Graph;
using Microsoft.ML.OnnxRuntime;

namespace Embedded.Interop.Tests.Onnx;

/// <summary>A graph written as ONNX and loaded into ONNX Runtime.</summary>
internal sealed class OnnxNetwork : IDisposable
{
    private readonly SessionOptions _options = new();
    private readonly InferenceSession _session;
    private readonly long[] _inputShape;

    /// <param name="graph">What is written.</param>
    /// <param name="optimize">Whether the runtime may replace operators by its own integer ones; without, it computes what the file says.</param>
    public OnnxNetwork(QuantizedGraph graph, bool optimize = false)
    {
        _options.GraphOptimizationLevel = optimize ? GraphOptimizationLevel.ORT_ENABLE_ALL : GraphOptimizationLevel.ORT_DISABLE_ALL;
        _options.IntraOpNumThreads = 1;
        _options.LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR;
        _session = new InferenceSession(OnnxWriter.Write(graph), _options);
        _inputShape = Array.ConvertAll(Input.Dimensions, dimension => (long)dimension);
    }

    public NodeMetadata Input => _session.InputMetadata[OnnxWriter.InputName];

    public NodeMetadata Output => _session.OutputMetadata[OnnxWriter.OutputName];

    public IReadOnlyDictionary<string, string> Metadata => _session.ModelMetadata.CustomMetadataMap;

    public sbyte[] Run(sbyte[] input)
    {
        using OrtValue value = OrtValue.CreateTensorValueFromMemory(input, _inputShape);
        using var options = new RunOptions();
        using IDisposableReadOnlyCollection<OrtValue> outputs = _session.Run(options, [OnnxWriter.InputName], [value], [OnnxWriter.OutputName]);
        return outputs[0].GetTensorDataAsSpan<sbyte>().ToArray();
    }

    public void Dispose()
    {
        _session.Dispose();
        _options.Dispose();
    }
}
