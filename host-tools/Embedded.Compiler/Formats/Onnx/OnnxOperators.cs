// SPDX-License-Identifier: MIT
// Between operators there are only int8 tensors: those of rank 4 as [1, channels, height, width], ONNX's order, those of rank 2 as
// [1, count] in the engine's order (height, width, channels). What only moves bytes (Reshape, Pad) stays int8; the rest is
// DequantizeLinear, the float operator, Clip where the fused activation is narrower than int8, QuantizeLinear.
using Embedded.Compiler.Graph;
using Embedded.Compiler.Quantization;
using Embedded.Inference;

namespace Embedded.Compiler.Formats.Onnx;

/// <summary>Writes the operators of a graph one after the other.</summary>
internal sealed class OnnxOperators
{
    private readonly QuantizedGraph _graph;
    private readonly OnnxGraph _onnx;
    private readonly OnnxLayout _layout;
    private readonly OnnxQuantization _quantization;
    private readonly string[] _names; // of the int8 tensors

    /// <param name="graph">What is written.</param>
    /// <param name="onnx">Where to.</param>
    /// <param name="input">Name of the model's input, which has the engine's order.</param>
    public OnnxOperators(QuantizedGraph graph, OnnxGraph onnx, string input)
    {
        _graph = graph;
        _onnx = onnx;
        _layout = new OnnxLayout(onnx);
        _quantization = new OnnxQuantization(graph, onnx);
        _names = new string[graph.Tensors.Length];
        _names[0] = graph.Tensors[0].Rank == 4 ? _layout.ToChannelsFirst(input, "input_nchw") : input;
    }

    /// <summary>Appends the nodes of one operator.</summary>
    /// <exception cref="NotSupportedException">The kind has no counterpart here.</exception>
    public void Write(int index)
    {
        QuantizedOperator op = _graph.Operators[index];
        string name = $"op{index}_{Identifier(op.Name)}";
        _names[op.Output] = op.Kind switch
        {
            OperatorKind.Conv2D or OperatorKind.DepthwiseConv2D => FromPicture(op, name, Conv(op, name), op.Window.Output(Input(op).Shape, Output(op).Shape.Channels)),
            OperatorKind.FullyConnected => FromVector(op, name, FullyConnected(op, name)),
            OperatorKind.AveragePool2D => FromPicture(op, name, AveragePool(op, name), op.Window.Output(Input(op).Shape, Output(op).Shape.Channels)),
            OperatorKind.Mean => FromPicture(op, name, Float(op, "GlobalAveragePool", name, [Picture(op, 0, name)]), new TensorShape(1, 1, Input(op).Shape.Channels)),
            OperatorKind.Softmax => SameShape(op, name, "Softmax", [new OnnxAttribute("axis", 1)]),
            OperatorKind.Add => SameShape(op, name, "Add", []),
            OperatorKind.Pad => FromPicture(op, name, Pad(op, name), Output(op).Shape),
            OperatorKind.Reshape => FromVector(op, name, Vector(op, 0, name)),
            _ => throw new NotSupportedException($"operator {op.Name}: {op.Kind} cannot be written as ONNX"),
        };
    }

    /// <summary>Gives the last operator's output its name and the engine's order.</summary>
    public void Finish(string output)
    {
        string last = _names[_graph.Output];
        if (_graph.Tensors[_graph.Output].Rank == 4)
        {
            _layout.ToChannelsLast(last, output);
        }
        else
        {
            _onnx.Node("Identity", output, [last]);
        }
    }

    private string Conv(QuantizedOperator op, string name)
    {
        bool isDepthwise = op.Kind == OperatorKind.DepthwiseConv2D;
        int outChannels = Output(op).Shape.Channels;
        int inChannels = isDepthwise ? 1 : Input(op).Shape.Channels;
        Window window = op.Window;
        sbyte[] weights = isDepthwise
            ? WeightOrder.ChannelLastToFirst(op.Weights, outChannels)
            : WeightOrder.InputLastToSecond(op.Weights, outChannels, inChannels);
        return Float(
            op, "Conv", name,
            [
                Picture(op, 0, name),
                _quantization.Weights(op, name, weights, [outChannels, inChannels, window.FilterHeight, window.FilterWidth]),
                _quantization.Bias(op, name),
            ],
            new OnnxAttribute("kernel_shape", [window.FilterHeight, window.FilterWidth]),
            new OnnxAttribute("strides", [window.StrideY, window.StrideX]),
            new OnnxAttribute("pads", [window.PadTop, window.PadLeft, window.PadBottom, window.PadRight]),
            new OnnxAttribute("group", isDepthwise ? Input(op).Shape.Channels : 1));
    }

    private string FullyConnected(QuantizedOperator op, string name)
    {
        int outChannels = Output(op).Shape.Count;
        return Float(
            op, "Gemm", name,
            [
                _quantization.Dequantize(Vector(op, 0, name), op.Inputs[0], name + "_in0"),
                _quantization.Weights(op, name, op.Weights, [outChannels, op.Weights.Length / outChannels]),
                _quantization.Bias(op, name),
            ],
            new OnnxAttribute("transB", 1));
    }

    private string AveragePool(QuantizedOperator op, string name) => Float(
        op, "AveragePool", name,
        [Picture(op, 0, name)],
        new OnnxAttribute("kernel_shape", [op.Window.FilterHeight, op.Window.FilterWidth]),
        new OnnxAttribute("strides", [op.Window.StrideY, op.Window.StrideX]),
        new OnnxAttribute("pads", [op.Window.PadTop, op.Window.PadLeft, op.Window.PadBottom, op.Window.PadRight]),
        new OnnxAttribute("count_include_pad", 0));

    private string SameShape(QuantizedOperator op, string name, string opType, OnnxAttribute[] attributes)
    {
        string[] inputs = [.. op.Inputs.Select((tensor, place) => _quantization.Dequantize(_names[tensor], tensor, $"{name}_in{place}"))];
        return Float(op, opType, name, inputs, attributes);
    }

    private string Pad(QuantizedOperator op, string name)
    {
        Window window = op.Window;
        long[] pads = [0, 0, window.PadTop, window.PadLeft, 0, 0, window.PadBottom, window.PadRight];
        return _onnx.Node("Pad", name, [AsPicture(op.Inputs[0], name), _onnx.Constant(name + "_pads", pads, 8), _quantization.ZeroPoint(op.Inputs[0])]);
    }

    /// <summary>The float operator and what brings its result back to int8.</summary>
    private string Float(QuantizedOperator op, string opType, string name, string[] inputs, params OnnxAttribute[] attributes) =>
        _quantization.Quantize(op, _onnx.Node(opType, name + "_real", inputs, attributes), name);

    /// <summary>The real values of an input as [1, channels, height, width].</summary>
    private string Picture(QuantizedOperator op, int place, string name) =>
        _quantization.Dequantize(AsPicture(op.Inputs[place], name), op.Inputs[place], $"{name}_in{place}");

    private string AsPicture(int tensor, string name) => _graph.Tensors[tensor].Rank == 4
        ? _names[tensor]
        : _layout.ToPicture(_names[tensor], _graph.Tensors[tensor].Shape, name + "_picture");

    /// <summary>The int8 values of an input as [1, count].</summary>
    private string Vector(QuantizedOperator op, int place, string name) => _graph.Tensors[op.Inputs[place]].Rank == 4
        ? _layout.ToVector(_names[op.Inputs[place]], _graph.Tensors[op.Inputs[place]].Shape, name + "_vector")
        : _names[op.Inputs[place]];

    private string FromPicture(QuantizedOperator op, string name, string picture, TensorShape shape) =>
        Output(op).Rank == 4 ? picture : _layout.ToVector(picture, shape, name + "_flat");

    private string FromVector(QuantizedOperator op, string name, string vector) =>
        Output(op).Rank == 4 ? _layout.ToPicture(vector, Output(op).Shape, name + "_spread") : vector;

    private QuantizedTensor Input(QuantizedOperator op) => _graph.Tensors[op.Inputs[0]];

    private QuantizedTensor Output(QuantizedOperator op) => _graph.Tensors[op.Output];

    /// <summary>Names are C identifiers: onnx/docs/IR.md, "Names Within a Graph".</summary>
    private static string Identifier(string name) => string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_'));
}
