// SPDX-License-Identifier: MIT
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Embedded.Compiler.Formats.Emb;
using Embedded.Compiler.Graph;
using Embedded.Inference;
using Embedded.Vision;

namespace Embedded.Compiler.Formats.TfLite;

/// <summary>
/// Writes a model as a .tflite file that TensorFlow Lite Micro runs with the same bytes: int8 throughout, weights per channel as
/// the quantization specification has them, or per tensor where they were. Padding that is neither SAME nor VALID becomes a PAD.
/// </summary>
public static class TfLiteExport
{
    /// <summary>Converts, writes, reads back, and compares every operator with the model's.</summary>
    /// <exception cref="TfLiteException">The model holds something that TensorFlow Lite cannot express.</exception>
    /// <exception cref="InvalidOperationException">The file read back is another network: a defect of the writer.</exception>
    public static byte[] Write(EmbFile file)
    {
        RequireLines(file.Model.Labels);
        var ownPads = new HashSet<int>();
        byte[] bytes = TfLiteWriter.Write(Convert(EmbGraph.Of(file), ownPads));
        TfLiteImported back = TfLiteImport.Import(TfLiteReader.Parse(bytes), null, null, ownPads.Contains);
        if (ModelDifference.Find(file.Model, EmbFile.Parse(EmbWriter.Write(back.Graph)).Model) is { } difference)
        {
            throw new InvalidOperationException($"the written .tflite file does not read back: {difference}");
        }

        return bytes;
    }

    /// <summary>TensorFlow Lite keeps labels as lines of a text.</summary>
    private static void RequireLines(string[] labels)
    {
        int index = Array.FindIndex(labels, label => LabelText.Lines(label) is not [var line] || line != label);
        if (index >= 0)
        {
            throw new TfLiteException($"label {index}, \"{labels[index].ReplaceLineEndings(" ")}\", is no line of text without spaces around it, as TensorFlow Lite has labels; name the class otherwise");
        }
    }

    /// <summary>The network in TensorFlow Lite's tables.</summary>
    /// <exception cref="TfLiteException">The network holds something that TensorFlow Lite cannot express.</exception>
    public static TfLiteModel Convert(QuantizedGraph graph) => Convert(graph, []);

    /// <summary>The same; the PADs that windows needed are put into <paramref name="ownPads"/>.</summary>
    private static TfLiteModel Convert(QuantizedGraph graph, HashSet<int> ownPads)
    {
        var tensors = new List<TfLiteTensor>(graph.Tensors.Select((tensor, index) => Activation(tensor, index == 0 ? "image" : $"tensor{index}")));
        var operators = new List<TfLiteOperator>();
        foreach (QuantizedOperator op in graph.Operators)
        {
            if (op.Kind == OperatorKind.Softmax)
            {
                tensors[op.Output] = tensors[op.Output] with { Shape = tensors[op.Inputs[0]].Shape }; // engines compare the rank too
            }

            Append(graph, op, tensors, operators, ownPads);
        }

        return new TfLiteModel
        {
            Tensors = [.. tensors],
            Operators = [.. operators],
            Input = 0,
            Output = graph.Output,
            Labels = graph.Labels,
            InputRange = RangeOf(graph),
            Description = "Embedded",
        };
    }

    private static void Append(QuantizedGraph graph, QuantizedOperator op, List<TfLiteTensor> tensors, List<TfLiteOperator> operators, HashSet<int> ownPads)
    {
        QuantizedTensor input = graph.Tensors[op.Inputs[0]];
        QuantizedTensor output = graph.Tensors[op.Output];
        int source = op.Inputs[0];
        Window window = op.Window;
        bool isSame = window == Window.Same(input.Shape, window.FilterHeight, window.FilterWidth, window.StrideY, window.StrideX);
        bool isValid = window == Window.Valid(window.FilterHeight, window.FilterWidth, window.StrideY, window.StrideX);
        if (HasWindow(op.Kind) && !isSame && !isValid)
        {
            ownPads.Add(operators.Count);
            source = AppendPad(op, input, tensors, operators);
        }

        var written = new TfLiteOperator { Code = CodeOf(op.Kind), Version = VersionOf(op), Inputs = [source], Outputs = [op.Output] };
        var options = new TfLiteOptions { Activation = (int)op.Activation };
        TfLiteOptions windowed = options with { IsSamePadding = isSame, StrideX = window.StrideX, StrideY = window.StrideY };
        operators.Add(op.Kind switch
        {
            OperatorKind.Conv2D => WithWeights(written, op, input, [output.Shape.Channels, window.FilterHeight, window.FilterWidth, input.Shape.Channels], 0, tensors) with { Options = windowed },
            OperatorKind.DepthwiseConv2D => WithWeights(written, op, input, [1, window.FilterHeight, window.FilterWidth, output.Shape.Channels], 3, tensors) with { Options = windowed with { DepthMultiplier = op.DepthMultiplier } },
            OperatorKind.FullyConnected => WithWeights(written, op, input, [output.Shape.Channels, input.Shape.Count], 0, tensors) with { Options = options },
            OperatorKind.AveragePool2D => written with { Options = windowed with { FilterHeight = window.FilterHeight, FilterWidth = window.FilterWidth } },
            OperatorKind.Softmax => written with { Options = options with { Beta = 1 } },
            OperatorKind.Add => written with { Inputs = op.Inputs, Options = options },
            OperatorKind.Reshape => WithConstant(written, "shape", Sides(output), [Sides(output).Length], tensors) with { Options = options with { NewShape = Sides(output) } },
            OperatorKind.Mean => WithConstant(written, "axes", [1, 2], [2], tensors) with { Options = options with { KeepsDimensions = output.Rank == 4 } },
            OperatorKind.Pad => WithConstant(written, "paddings", Paddings(window), [4, 2], tensors) with { Options = options },
            _ => throw new TfLiteException($"{op.Name}: {op.Kind} has no counterpart in TensorFlow Lite"),
        });
    }

    private static int AppendPad(QuantizedOperator op, QuantizedTensor input, List<TfLiteTensor> tensors, List<TfLiteOperator> operators)
    {
        Window window = op.Window;
        if (op.Kind == OperatorKind.AveragePool2D)
        {
            throw new TfLiteException($"{op.Name}: an average pool with padding {window.PadTop},{window.PadLeft},{window.PadBottom},{window.PadRight} has no counterpart in TensorFlow Lite, which knows SAME and VALID");
        }

        var shape = new TensorShape(input.Shape.Height + window.PadTop + window.PadBottom, input.Shape.Width + window.PadLeft + window.PadRight, input.Shape.Channels);
        tensors.Add(Activation(input with { Shape = shape, Rank = 4 }, $"padded{op.Inputs[0]}"));
        int padded = tensors.Count - 1;
        var pad = new TfLiteOperator { Code = TfLiteOpcode.Pad, Version = 2, Inputs = [op.Inputs[0]], Outputs = [padded] };
        operators.Add(WithConstant(pad, "paddings", Paddings(window), [4, 2], tensors));
        return padded;
    }

    private static TfLiteOperator WithWeights(TfLiteOperator written, QuantizedOperator op, QuantizedTensor input, int[] shape, int axis, List<TfLiteTensor> tensors)
    {
        float[] biasScales = Array.ConvertAll(op.WeightScales, scale => Math.Max(input.Scale * scale, float.Epsilon));
        tensors.Add(new TfLiteTensor
        {
            Name = $"weights{op.Output}",
            Type = TfLiteType.Int8,
            Shape = shape,
            Scales = op.WeightScales,
            ZeroPoints = new long[op.WeightScales.Length],
            QuantizedDimension = op.WeightScales.Length == 1 ? 0 : axis,
            Data = MemoryMarshal.AsBytes<sbyte>(op.Weights).ToArray(),
        });
        tensors.Add(new TfLiteTensor
        {
            Name = $"bias{op.Output}",
            Type = TfLiteType.Int32,
            Shape = [op.Bias.Length],
            Scales = biasScales,
            ZeroPoints = new long[biasScales.Length],
            Data = LittleEndian(op.Bias),
        });
        return written with { Inputs = [.. written.Inputs, tensors.Count - 2, tensors.Count - 1] };
    }

    private static TfLiteOperator WithConstant(TfLiteOperator written, string name, int[] values, int[] shape, List<TfLiteTensor> tensors)
    {
        tensors.Add(new TfLiteTensor { Name = $"{name}{written.Outputs[0]}", Type = TfLiteType.Int32, Shape = shape, Data = LittleEndian(values) });
        return written with { Inputs = [.. written.Inputs, tensors.Count - 1] };
    }

    private static TfLiteTensor Activation(QuantizedTensor tensor, string name) => new()
    {
        Name = name,
        Type = TfLiteType.Int8,
        Shape = Sides(tensor),
        Scales = [tensor.Scale],
        ZeroPoints = [tensor.ZeroPoint],
    };

    private static int[] Sides(QuantizedTensor tensor) =>
        tensor.Rank == 2 ? [1, tensor.Shape.Count] : [1, tensor.Shape.Height, tensor.Shape.Width, tensor.Shape.Channels];

    private static int[] Paddings(Window window) => [0, 0, window.PadTop, window.PadBottom, window.PadLeft, window.PadRight, 0, 0];

    private static bool HasWindow(OperatorKind kind) => kind is OperatorKind.Conv2D or OperatorKind.DepthwiseConv2D or OperatorKind.AveragePool2D;

    private static TfLiteOpcode CodeOf(OperatorKind kind) => kind switch
    {
        OperatorKind.Conv2D => TfLiteOpcode.Conv2D,
        OperatorKind.DepthwiseConv2D => TfLiteOpcode.DepthwiseConv2D,
        OperatorKind.FullyConnected => TfLiteOpcode.FullyConnected,
        OperatorKind.AveragePool2D => TfLiteOpcode.AveragePool2D,
        OperatorKind.Softmax => TfLiteOpcode.Softmax,
        OperatorKind.Add => TfLiteOpcode.Add,
        OperatorKind.Mean => TfLiteOpcode.Mean,
        OperatorKind.Pad => TfLiteOpcode.Pad,
        _ => TfLiteOpcode.Reshape,
    };

    /// <summary>The version that brought int8 (tensorflow/compiler/mlir/lite/tools/versioning/op_version.cc); 12 brought FULLY_CONNECTED per channel.</summary>
    private static int VersionOf(QuantizedOperator op) => op.Kind switch
    {
        OperatorKind.Conv2D or OperatorKind.DepthwiseConv2D => 3,
        OperatorKind.FullyConnected => op.WeightScales.Length == 1 ? 4 : 12,
        OperatorKind.Reshape => 1,
        _ => 2,
    };

    private static byte[] LittleEndian(int[] values)
    {
        var bytes = new byte[4 * values.Length];
        for (int index = 0; index < values.Length; index++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4 * index), values[index]);
        }

        return bytes;
    }

    /// <summary>The pixel range that gives the model's pixel table; null if the input is no picture or no usual range gives it.</summary>
    private static PixelRange? RangeOf(QuantizedGraph graph)
    {
        QuantizedTensor input = graph.Tensors[0];
        InputSpec? spec = graph.InputSpec;
        PixelRange plain = new(128 + input.ZeroPoint, 1 / input.Scale);
        PixelRange? usual = PixelRange.Guess(input.Scale, input.ZeroPoint);
        return spec == null ? null
            : spec.PixelToInt8 == null ? (usual?.TableFor(input.Scale, input.ZeroPoint) == null ? usual ?? plain : plain)
            : PixelRange.Usual.FirstOrDefault(range => range.TableFor(input.Scale, input.ZeroPoint) is { } table && table.AsSpan().SequenceEqual(spec.PixelToInt8));
    }
}
