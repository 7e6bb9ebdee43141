// SPDX-License-Identifier: MIT
using Embedded.Compiler.Formats.Onnx;
using Embedded.Compiler.Graph;
using Embedded.Inference;
using Embedded.Testing;

namespace Embedded.Interop.Tests.Onnx;

public sealed class OnnxWriterTests
{
    [Fact]
    public void Write_Network_HasTheEnginesInputAndOutput()
    {
        using var onnx = new OnnxNetwork(RandomGraph.MobileNet(1, size: 24, channels: 3, classes: 5));

        Assert.Equal((typeof(sbyte), "1,24,24,3"), (onnx.Input.ElementType, string.Join(',', onnx.Input.Dimensions)));
        Assert.Equal((typeof(sbyte), "1,5"), (onnx.Output.ElementType, string.Join(',', onnx.Output.Dimensions)));
    }

    [Fact]
    public void Write_Labels_AreInTheMetadata()
    {
        QuantizedGraph graph = TinyModel.Graph();
        using var onnx = new OnnxNetwork(graph);

        Assert.Equal(graph.Labels, onnx.Metadata[OnnxWriter.LabelsKey].Split('\n'));
        Assert.Equal(graph.InputSpec!.PixelToInt8, onnx.Metadata[OnnxWriter.PixelsKey].Split(',').Select(sbyte.Parse));
    }

    [Fact]
    public void Write_PixelsByXor_NeedNoTable()
    {
        using var onnx = new OnnxNetwork(RandomGraph.MobileNet(1));

        Assert.False(onnx.Metadata.ContainsKey(OnnxWriter.PixelsKey));
    }

    [Fact]
    public void Write_Twice_GivesTheSameBytes() =>
        Assert.Equal(OnnxWriter.Write(RandomGraph.MobileNet(1)), OnnxWriter.Write(RandomGraph.MobileNet(1)));

    [Fact]
    public void Write_OutputWithRowsAndColumns_HasTheEnginesOrder()
    {
        var builder = new RandomGraphBuilder(1, new TensorShape(3, 4, 2));
        builder.Pad(1, 0, 0, 2);
        QuantizedGraph graph = builder.Build([]);
        sbyte[] frame = Frames.Noise(graph, 1).Single();
        using var onnx = new OnnxNetwork(graph);

        Assert.Equal("1,4,6,2", string.Join(',', onnx.Output.Dimensions));
        Assert.Equal(new EngineNetwork(graph).Run(frame), onnx.Run(frame));
    }

    [Fact]
    public void Write_VectorToRowsAndColumns_HasTheEnginesOrder()
    {
        QuantizedGraph graph = new()
        {
            Tensors = [new(new TensorShape(1, 1, 24), 2, 0.5f, 3), new(new TensorShape(3, 4, 2), 4, 0.5f, 3), new(new TensorShape(5, 4, 2), 4, 0.5f, 3)],
            Operators =
            [
                new() { Kind = OperatorKind.Reshape, Name = "rows", Inputs = [0], Output = 1 },
                new() { Kind = OperatorKind.Pad, Name = "pad", Inputs = [1], Output = 2, Window = new Window(1, 1, 1, 1, 2, 0, 0, 0) },
            ],
            Labels = [],
        };
        sbyte[] frame = Frames.Noise(graph, 1).Single();
        using var onnx = new OnnxNetwork(graph);

        Assert.Equal(new EngineNetwork(graph).Run(frame), onnx.Run(frame));
    }

    [Fact]
    public void Write_ClampInsideTheGrid_IsKept()
    {
        // Scale 0.5, zero point -20: ReLU6 keeps -20 to -8.
        QuantizedGraph graph = new()
        {
            Tensors = [new(new TensorShape(4, 4, 4), 4, 0.5f, -20), new(new TensorShape(4, 4, 4), 4, 0.5f, -20)],
            Operators = [new() { Kind = OperatorKind.AveragePool2D, Name = "pool", Inputs = [0], Output = 1, Activation = Activation.Relu6 }],
            Labels = [],
        };
        sbyte[] frame = Frames.Noise(graph, 1).Single();
        using var onnx = new OnnxNetwork(graph);

        Assert.Equal(frame.Select(value => Math.Clamp(value, (sbyte)-20, (sbyte)-8)), onnx.Run(frame));
    }

    [Fact]
    public void Write_UnknownKind_IsRefused()
    {
        QuantizedGraph graph = RandomGraph.MobileNet(1);
        graph.Operators[0] = graph.Operators[0] with { Kind = (OperatorKind)99 };

        Assert.Contains("cannot be written as ONNX", Assert.Throws<NotSupportedException>(() => OnnxWriter.Write(graph)).Message);
    }
}
