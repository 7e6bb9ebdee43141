// SPDX-License-Identifier: MIT
// Operator by operator from the file to ours. Constants stay as they are in the file.
using Embedded.Compiler.Graph;
using Embedded.Inference;

namespace Embedded.Compiler.Formats.TfLite;

/// <summary>Builds a <see cref="TfLiteNetwork"/>, checking every shape on the way.</summary>
internal sealed class TfLiteNetworkBuilder
{
    private readonly TfLiteModel _model;
    private readonly Predicate<int>? _folds;
    private readonly int[] _placeOf;
    private readonly int[] _constantOf;
    private readonly int[] _readers;
    private readonly List<TfLiteActivation> _tensors = [];
    private readonly List<TfLiteLayer> _layers = [];
    private (int Tensor, Window Padding, int Source)? _pad; // a PAD that the next operator takes in
    private int _index;

    /// <param name="model">The file.</param>
    /// <param name="folds">Which PADs the next operator may take in, by index; null for all.</param>
    public TfLiteNetworkBuilder(TfLiteModel model, Predicate<int>? folds)
    {
        _model = model;
        _folds = folds;
        _placeOf = new int[model.Tensors.Length];
        Array.Fill(_placeOf, -1);
        _constantOf = [.. Enumerable.Range(0, model.Tensors.Length)];
        _readers = new int[model.Tensors.Length];
        foreach (int tensor in model.Operators.Where(op => op.Code != TfLiteOpcode.Shape).SelectMany(op => op.Inputs).Where(tensor => tensor >= 0))
        {
            _readers[tensor]++;
        }
    }

    private TfLiteOperator Op => _model.Operators[_index];

    private string Place => $"operator {_index} ({TfLiteOpcodes.NameOf(Op.Code)})";

    /// <exception cref="TfLiteException">An operator that is not supported, or shapes that do not fit.</exception>
    public TfLiteNetwork Build()
    {
        TfLiteInputEdge edge = TfLiteInputEdge.Of(_model, _readers);
        TensorShape shape = TfLiteShapes.Of(_model, edge.Tensor, out int rank);
        _placeOf[edge.Tensor] = 0;
        _tensors.Add(new TfLiteActivation(shape, rank, _model.Tensors[edge.Tensor]));
        for (_index = edge.Operators; _index < _model.Operators.Length; _index++)
        {
            Add();
        }

        TfLiteException.Require(_pad == null && _layers.Count > 0 && _placeOf[_model.Output] == _layers[^1].Output,
            "the model's output is not what its last operator writes; convert it without the operators behind its output");
        bool isPicture = _model.Tensors[_model.Input].Shape.Length == 4 && shape.Channels is 1 or 3 && rank == 4;
        return new TfLiteNetwork(_tensors, _layers, edge.IsChannelsFirst, isPicture);
    }

    private void Add()
    {
        TfLiteException.Require(Op.Outputs.Length == 1 && Op.Inputs.Length > 0 && Op.Inputs[0] >= 0, $"{Place} has {Op.Inputs.Length} inputs and {Op.Outputs.Length} outputs; the file is damaged");
        TfLiteException.Require(_pad == null || Op.Inputs[0] == _pad.Value.Tensor, $"{Place} stands between a PAD and its reader; the file is damaged");
        TfLiteException.Require(_placeOf[Op.Outputs[0]] < 0 && _model.Tensors[Op.Outputs[0]].Data.Length == 0, $"{Place} writes a tensor that has its values already; the file is damaged");
        switch (Op.Code)
        {
            case TfLiteOpcode.Conv2D:
            case TfLiteOpcode.DepthwiseConv2D:
                AddConvolution();
                break;
            case TfLiteOpcode.FullyConnected:
                AddFullyConnected();
                break;
            case TfLiteOpcode.AveragePool2D:
                Append(OperatorKind.AveragePool2D, WindowOf(Op.Options.FilterHeight, Op.Options.FilterWidth));
                break;
            case TfLiteOpcode.Mean:
                AddMean();
                break;
            case TfLiteOpcode.Add:
                AddSum();
                break;
            case TfLiteOpcode.Pad:
                AddPad();
                break;
            case TfLiteOpcode.Reshape:
            case TfLiteOpcode.Squeeze:
                Append(OperatorKind.Reshape, Window.Point);
                break;
            case TfLiteOpcode.Softmax:
                TfLiteException.Require(Op.Options.Beta == 1, $"{Place} has beta {Op.Options.Beta}; only 1 is supported");
                Append(OperatorKind.Softmax, Window.Point);
                break;
            case TfLiteOpcode.Dequantize:
                AddDequantize();
                break;
            case TfLiteOpcode.Quantize:
                AddQuantize();
                break;
            case TfLiteOpcode.Shape:
            case TfLiteOpcode.StridedSlice:
            case TfLiteOpcode.Pack:
                TfLiteType type = _model.Tensors[Op.Outputs[0]].Type; // Keras' Reshape asks for the batch; the file's shapes have the answer
                TfLiteException.Require(type is TfLiteType.Int32 or TfLiteType.Int64, $"{Place} puts out values of type {type}; it is supported for the shape of a RESHAPE only");
                break;
            case TfLiteOpcode.Transpose:
                throw new TfLiteException($"{Place} is inside of the network; TRANSPOSE is supported at the input only, convert the model with channels last");
            default:
                throw new TfLiteException($"operator {_index} is {Op.Name}, version {Op.Version}, which is not supported; supported are {TfLiteOpcodes.Supported}");
        }
    }

    private void AddConvolution()
    {
        bool isDepthwise = Op.Code == TfLiteOpcode.DepthwiseConv2D;
        TfLiteTensor weights = Constant(1, "filter");
        TfLiteException.Require(weights.Shape.Length == 4 && Array.TrueForAll(weights.Shape, side => side > 0), $"{Place} has a filter of shape {weights.ShapeText}; the file is damaged");
        TensorShape input = _tensors[Source()].Shape;
        int channels = weights.Shape[isDepthwise ? 3 : 0];
        TfLiteException.Require(isDepthwise || weights.Shape[3] == input.Channels,
            $"{Place} has filters over {weights.Shape[3]} of {input.Channels} channels; grouped convolutions are not supported, use depthwise or full ones");
        TfLiteException.Require(!isDepthwise || (weights.Shape[0] == 1 && channels % input.Channels == 0), $"{Place} has {channels} filters for {input.Channels} channels; the file is damaged");
        int multiplier = isDepthwise ? channels / input.Channels : 1;
        TfLiteException.Require(Op.Options.DepthMultiplier == 0 || !isDepthwise || Op.Options.DepthMultiplier == multiplier,
            $"{Place} has depth multiplier {Op.Options.DepthMultiplier} and filters for {multiplier}; the file is damaged");
        TfLiteException.Require((Op.Options.DilationX == 1 && Op.Options.DilationY == 1) || (weights.Shape[1] == 1 && weights.Shape[2] == 1),
            $"{Place} has dilation {Op.Options.DilationY}x{Op.Options.DilationX}; only 1 is supported, build the network without dilation");
        Append(isDepthwise ? OperatorKind.DepthwiseConv2D : OperatorKind.Conv2D, WindowOf(weights.Shape[1], weights.Shape[2]), weights, Bias(channels), multiplier, channels);
    }

    private void AddFullyConnected()
    {
        TfLiteTensor weights = Constant(1, "weights");
        TfLiteException.Require(Op.Options.WeightsFormat == 0, $"{Place} has shuffled weights; convert the model without them");
        TfLiteException.Require(weights.Shape.Length == 2, $"{Place} has weights of shape {weights.ShapeText}; the file is damaged");
        int inputs = _tensors[Source()].Shape.Count;
        TfLiteException.Require(weights.Shape[1] == inputs, $"{Place} has {weights.Shape[1]} weights an output for {inputs} inputs; only one row of inputs is supported");
        Append(OperatorKind.FullyConnected, Window.Point, weights, Bias(weights.Shape[0]), 1, weights.Shape[0]);
    }

    private void AddMean()
    {
        TensorShape input = _tensors[Source()].Shape;
        int rank = _model.Tensors[Op.Inputs[0]].Shape.Length;
        int[] axes = [.. Integers(Constant(1, "axes")).Select(axis => axis < 0 ? axis + rank : axis).Order()];
        TfLiteException.Require(rank == 4 && axes is [1, 2], $"{Place} is over the axes {string.Join(",", axes)}; only height and width (1,2) are supported");
        Append(OperatorKind.Mean, new Window(input.Height, input.Width, 1, 1, 0, 0, 0, 0));
    }

    private void AddSum()
    {
        TfLiteException.Require(Op.Inputs.Length == 2 && Op.Inputs[1] >= 0, $"{Place} has {Op.Inputs.Length} inputs; the file is damaged");
        TfLiteException.Require(_placeOf[Op.Inputs[0]] >= 0 && _placeOf[Op.Inputs[1]] >= 0, $"{Place} adds a constant; only two activations can be added, move the constant into the bias of a convolution");
        TensorShape first = _tensors[_placeOf[Op.Inputs[0]]].Shape;
        TensorShape second = _tensors[_placeOf[Op.Inputs[1]]].Shape;
        TfLiteException.Require(first == second, $"{Place} adds {first} and {second}; only equal shapes can be added, build the network without broadcasting");
        Append(OperatorKind.Add, Window.Point);
    }

    private void AddPad()
    {
        int[] sides = Integers(Constant(1, "paddings"));
        TfLiteException.Require(sides.Length == 8 && _model.Tensors[Op.Inputs[0]].Shape.Length == 4, $"{Place} pads {sides.Length / 2} axes; only batch, height, width and channels are supported");
        TfLiteException.Require(sides[0] == 0 && sides[1] == 0 && sides[6] == 0 && sides[7] == 0, $"{Place} pads batch or channels; only height and width can be padded");
        TfLiteException.Require(Array.TrueForAll(sides, side => side is >= 0 and < 256), $"{Place} pads {string.Join(",", sides)}; 0 to 255 is supported");
        var padding = new Window(1, 1, 1, 1, sides[2], sides[4], sides[3], sides[5]);
        TfLiteOperator? next = _index + 1 < _model.Operators.Length ? _model.Operators[_index + 1] : null;
        bool isNextConvolution = next?.Code is TfLiteOpcode.Conv2D or TfLiteOpcode.DepthwiseConv2D && next.Inputs is [var first, var filter, ..] && first == Op.Outputs[0] && filter >= 0
            && _model.Tensors[filter].Shape is [_, var height, var width, _] && !next.Options.IsSamePadding
            && Math.Max(sides[2], sides[3]) < height && Math.Max(sides[4], sides[5]) < width;
        if (isNextConvolution && _folds?.Invoke(_index) != false && _readers[Op.Outputs[0]] == 1 && Op.Outputs[0] != _model.Output)
        {
            CheckShape(Op.Outputs[0], TfLiteShapes.Padded(_tensors[Source()].Shape, padding));
            _pad = (Op.Outputs[0], padding, _index);
            _placeOf[Op.Outputs[0]] = _placeOf[Op.Inputs[0]];
        }
        else
        {
            Append(OperatorKind.Pad, padding);
        }
    }

    /// <summary>A constant's float twin (float16 models), or the network's output as floats.</summary>
    private void AddDequantize()
    {
        if (_model.Tensors[Op.Inputs[0]].Data.Length > 0)
        {
            _constantOf[Op.Outputs[0]] = _constantOf[Op.Inputs[0]];
            return;
        }

        TfLiteException.Require(Op.Outputs[0] == _model.Output, $"{Place} is inside of the network, which computes partly in float; convert it to int8 throughout");
        _placeOf[Op.Outputs[0]] = Source();
    }

    private void AddQuantize()
    {
        TfLiteType to = _model.Tensors[Op.Outputs[0]].Type;
        if (to == TfLiteType.UInt8 && Op.Outputs[0] == _model.Output)
        {
            _placeOf[Op.Outputs[0]] = Source();
            return;
        }

        TfLiteException.Require(_model.Tensors[Op.Inputs[0]].Type == TfLiteType.Int8 && to == TfLiteType.Int8,
            $"{Place} turns {_model.Tensors[Op.Inputs[0]].Type} into {to} inside of the network; only int8 networks are supported");
        Append(OperatorKind.DepthwiseConv2D, Window.Point);
    }

    /// <summary>Appends an operator over the activations among the current one's inputs.</summary>
    private void Append(OperatorKind kind, Window window, TfLiteTensor? weights = null, TfLiteTensor? bias = null, int depthMultiplier = 1, int channels = 0)
    {
        int[] inputs = kind == OperatorKind.Add ? [.. Op.Inputs.Select(tensor => _placeOf[tensor])] : [Source()];
        TensorShape input = _tensors[inputs[0]].Shape;
        TensorShape declared = TfLiteShapes.Of(_model, Op.Outputs[0], out int rank);
        TensorShape shape = kind switch
        {
            OperatorKind.Reshape => declared.Count == input.Count ? declared : input,
            OperatorKind.FullyConnected => new TensorShape(1, 1, channels),
            OperatorKind.Mean => new TensorShape(1, 1, input.Channels),
            OperatorKind.Pad => TfLiteShapes.Padded(input, window),
            OperatorKind.Conv2D or OperatorKind.DepthwiseConv2D or OperatorKind.AveragePool2D => OutputOf(window, input, channels == 0 ? input.Channels : channels),
            _ => input,
        };
        CheckShape(Op.Outputs[0], shape);
        _placeOf[Op.Outputs[0]] = _tensors.Count;
        _tensors.Add(new TfLiteActivation(shape, rank, _model.Tensors[Op.Outputs[0]]));
        _layers.Add(new TfLiteLayer
        {
            Kind = kind,
            Name = Place,
            ShortName = $"{_index} {TfLiteOpcodes.NameOf(Op.Code)}",
            Inputs = inputs,
            Output = _tensors.Count - 1,
            Window = kind == OperatorKind.Mean ? Window.Point : window,
            DepthMultiplier = depthMultiplier,
            Activation = ActivationOf(Op.Options.Activation),
            Weights = weights,
            Bias = bias,
            SourceIndex = _pad?.Source ?? _index,
            SourceCount = _pad == null ? 1 : 2,
        });
        _pad = null;
    }

    private Window WindowOf(int height, int width)
    {
        TfLiteOptions options = Op.Options;
        TfLiteException.Require(height is > 0 and < 256 && width is > 0 and < 256 && options.StrideY is > 0 and < 256 && options.StrideX is > 0 and < 256,
            $"{Place} has a {height}x{width} window with strides {options.StrideY}x{options.StrideX}; 1 to 255 is supported");
        Window window = options.IsSamePadding
            ? Window.Same(_tensors[Source()].Shape, height, width, options.StrideY, options.StrideX)
            : Window.Valid(height, width, options.StrideY, options.StrideX);
        return _pad is not { } pad ? window : window with { PadTop = pad.Padding.PadTop, PadLeft = pad.Padding.PadLeft, PadBottom = pad.Padding.PadBottom, PadRight = pad.Padding.PadRight };
    }

    private TensorShape OutputOf(Window window, TensorShape input, int channels)
    {
        try
        {
            return window.Output(input, channels);
        }
        catch (ArgumentException exception)
        {
            throw new TfLiteException($"{Place}: {exception.Message}; the file is damaged", exception);
        }
    }

    private void CheckShape(int tensor, TensorShape expected)
    {
        TensorShape declared = TfLiteShapes.Of(_model, tensor, out _);
        TfLiteException.Require(declared == expected, $"{Place} writes {declared} where {expected} follows from its input; the file is damaged, or its shapes were not fixed when it was converted");
    }

    private Activation ActivationOf(int code) => code switch
    {
        0 => Activation.None,
        1 => Activation.Relu,
        3 => Activation.Relu6,
        _ => throw new TfLiteException($"{Place} has the fused activation {(code == 2 ? "RELU_N1_TO_1" : $"number {code}")}; supported are NONE, RELU and RELU6, build the network with one of them"),
    };

    /// <summary>Place of the activation that the current operator reads first.</summary>
    private int Source()
    {
        TfLiteException.Require(_placeOf[Op.Inputs[0]] >= 0, $"{Place} reads tensor {Op.Inputs[0]}, which nothing wrote before; the file is damaged");
        return _placeOf[Op.Inputs[0]];
    }

    private TfLiteTensor Constant(int input, string what)
    {
        int tensor = input < Op.Inputs.Length ? Op.Inputs[input] : -1;
        TfLiteTensor? constant = tensor < 0 ? null : _model.Tensors[_constantOf[tensor]];
        TfLiteException.Require(constant?.Data.Length > 0, $"{Place} has no constant {what}; only networks with fixed {what} are supported");
        return constant!;
    }

    private TfLiteTensor? Bias(int channels)
    {
        if (Op.Inputs.Length < 3 || Op.Inputs[2] < 0)
        {
            return null;
        }

        TfLiteTensor bias = Constant(2, "biases");
        TfLiteException.Require(bias.Count == channels, $"{Place} has {bias.Count} biases for {channels} channels; the file is damaged");
        return bias;
    }

    private int[] Integers(TfLiteTensor tensor) => TfLiteValues.Integers(tensor, Place);
}
