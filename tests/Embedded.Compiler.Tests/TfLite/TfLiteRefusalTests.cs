// SPDX-License-Identifier: MIT
using System.Text;
using Embedded.Compiler.Formats.Emb;
using Embedded.Compiler.Formats.TfLite;
using Embedded.Testing;

namespace Embedded.Compiler.Tests.TfLite;

/// <summary>Every file that cannot be imported gets one sentence that names the place and the way out.</summary>
public sealed class TfLiteRefusalTests
{
    private const int Convolution = 0;
    private const int Sum = 2;
    private const int Flat = 5;
    private const int Dense = 6;

    private static readonly TfLiteModel s_model = Draw();

    [Fact]
    public void Import_TheNetworkThatIsVaried_IsTaken() => Assert.Equal(4, TfLiteImport.Import(Parsed(s_model)).Graph.Tensors[^1].Shape.Count);

    [Fact]
    public void Import_FloatNetwork_OffersTrainingAndQuantization() =>
        AssertRefused(With(tensor => tensor.Type == TfLiteType.Int8 ? tensor with { Type = TfLiteType.Float32, Scales = [], ZeroPoints = [] } : tensor), "float network", "embedded quantize", "embedded train", "--init");

    [Fact]
    public void Import_UInt8Network_OffersTrainingAndQuantization() =>
        AssertRefused(With(tensor => tensor.Type == TfLiteType.Int8 ? tensor with { Type = TfLiteType.UInt8 } : tensor), "uint8 network", "embedded quantize", "--init");

    [Fact]
    public void Import_Int16Activations_NamesTheTensor() =>
        AssertRefused(With(tensor => IsActivation(tensor) ? tensor with { Type = TfLiteType.Int16 } : tensor), "tensor \"t0\" is of type Int16", "int8");

    [Fact]
    public void Import_Int4Weights_NamesTheOperator() =>
        AssertRefused(WithWeights(Convolution, tensor => tensor with { Type = TfLiteType.Int4 }), "operator 0 (CONV_2D) has weights of type Int4", "int8");

    [Fact]
    public void Parse_TwoSubgraphs_SaysHowToConvert() => AssertRefused(ForeignTfLite.Write(s_model, subgraphs: 2), "2 subgraphs", "convert it without control flow");

    [Fact]
    public void Parse_TwoInputs_SaysOne() => AssertRefused(ForeignTfLite.Write(s_model, inputs: 2), "2 inputs", "one input");

    [Fact]
    public void Parse_SparseTensors_SaysHowToConvert() => AssertRefused(ForeignTfLite.Write(s_model, isSparse: true), "is sparse", "convert the model without sparsity");

    [Fact]
    public void Parse_OtherSchemaVersion_SaysWhich() => AssertRefused(ForeignTfLite.Write(s_model, version: 4), "schema version is 4", "version 3");

    [Fact]
    public void Import_CustomOperator_IsNamed() =>
        AssertRefused(ForeignTfLite.Write(WithOperator(Flat, op => op with { Code = TfLiteOpcode.Custom, CustomName = "TFLite_Detection_PostProcess" })), "operator 5", "\"TFLite_Detection_PostProcess\"", "version 7", "supported are ADD, AVERAGE_POOL_2D, CONV_2D");

    [Theory]
    [InlineData(17, "MAX_POOL_2D")]
    [InlineData(18, "MUL")]
    [InlineData(117, "HARD_SWISH")]
    [InlineData(142, "VAR_HANDLE")]
    [InlineData(999, "operator code 999")]
    public void Import_UnsupportedOperator_GivesNameIndexVersionAndWhatIsSupported(int code, string name) =>
        AssertRefused(ForeignTfLite.Write(WithOperator(Flat, op => op with { Code = (TfLiteOpcode)code })), "operator 5 is " + name, "version 7", "supported are ADD, AVERAGE_POOL_2D, CONV_2D");

    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    public void Import_WrongNumberOfLabels_GivesBothNumbers(int labels)
    {
        TfLiteException refused = Assert.Throws<TfLiteException>(() => TfLiteImport.Import(s_model, [.. Enumerable.Range(0, labels).Select(label => $"class{label}")]));
        AssertSentence(refused, $"{labels} labels", "4 outputs", "one label a line");
    }

    [Fact]
    public void Import_EmptySide_NamesTheTensor() =>
        AssertRefused(With(tensor => tensor.Name == "t0" ? tensor with { Shape = [1, 0, 8, 3] } : tensor), "\"t0\"", "1x0x8x3", "fixed input size");

    [Fact]
    public void Import_OpenBatchInTheShape_NamesTheTensor() =>
        AssertRefused(With(tensor => tensor.Name == "t0" ? tensor with { Shape = [-1, 8, 8, 3] } : tensor), "\"t0\"", "-1x8x8x3", "fixed input size");

    [Fact]
    public void Import_BatchOfTwo_SaysOne() =>
        AssertRefused(With(tensor => tensor.Name == "t0" ? tensor with { Shape = [2, 8, 8, 3] } : tensor), "\"t0\"", "2x8x8x3", "batch 1", "convert the model for one picture");

    [Fact]
    public void Import_ReshapeToAnotherBatch_NamesTheTensor()
    {
        int output = s_model.Operators[Flat].Outputs[0];
        AssertRefused(With((tensor, index) => index == output ? tensor with { Shape = [2, 4] } : tensor), s_model.Tensors[output].Name, "2x4", "batch 1");
    }

    [Fact]
    public void Import_NoQuantizationOfAnActivation_NamesTheTensor() =>
        AssertRefused(With(tensor => IsActivation(tensor) ? tensor with { Scales = [], ZeroPoints = [] } : tensor), "tensor \"t0\" has no quantization", "quantize the model fully to int8");

    [Fact]
    public void Import_NoQuantizationOfWeights_NamesTheOperator() =>
        AssertRefused(WithWeights(Convolution, tensor => tensor with { Scales = [], ZeroPoints = [] }), "operator 0 (CONV_2D)", "0 weight scales for 6 channels");

    [Fact]
    public void Import_AsymmetricWeights_NamesTheOperator() =>
        AssertRefused(WithWeights(Convolution, tensor => tensor with { ZeroPoints = [.. Enumerable.Repeat(3L, tensor.Scales.Length)] }), "operator 0 (CONV_2D)", "zero point", "symmetric", "convert", "--init");

    [Fact]
    public void Import_ScalesAlongAnotherAxis_NamesTheAxis() =>
        AssertRefused(
            WithWeights(Convolution, tensor => tensor with { Scales = [.. Enumerable.Repeat(0.01f, 6)], ZeroPoints = new long[6], QuantizedDimension = 3 }),
            "operator 0 (CONV_2D)", "axis 3", "axis 0");

    [Fact]
    public void Import_GroupedConvolution_NamesTheOperator() =>
        AssertRefused(WithWeights(1, tensor => tensor with { Shape = [6, 1, 1, 3], Data = tensor.Data[..18] }), "operator 1 (CONV_2D)", "3 of 6 channels", "grouped convolutions");

    [Fact]
    public void Import_Dilation_NamesTheOperator() =>
        AssertRefused(WithOperator(Convolution, op => op with { Options = op.Options with { DilationX = 2, DilationY = 2 } }), "operator 0 (CONV_2D)", "dilation 2x2", "only 1", "without dilation");

    [Fact]
    public void Import_OtherActivation_IsNamed() =>
        AssertRefused(WithOperator(Convolution, op => op with { Options = op.Options with { Activation = 2 } }), "operator 0 (CONV_2D)", "RELU_N1_TO_1", "NONE, RELU and RELU6");

    [Fact]
    public void Import_SumOfAConstant_NamesTheOperator()
    {
        int constant = s_model.Operators[Convolution].Inputs[1];
        AssertRefused(WithOperator(Sum, op => op with { Inputs = [op.Inputs[0], constant] }), "operator 2 (ADD)", "adds a constant", "bias");
    }

    [Fact]
    public void Import_SumOfUnequalShapes_NamesBoth() =>
        AssertRefused(WithOperator(Sum, op => op with { Inputs = [op.Inputs[0], s_model.Input] }), "operator 2 (ADD)", "8x8x6", "8x8x3", "equal shapes");

    [Fact]
    public void Import_TransposeInside_SaysWhatToConvert() =>
        AssertRefused(WithOperator(Flat, op => op with { Code = TfLiteOpcode.Transpose }), "operator 5 (TRANSPOSE)", "channels last");

    [Fact]
    public void Import_WeightsOfAnotherLength_NamesTheOperator() =>
        AssertRefused(WithWeights(Dense, tensor => tensor with { Data = tensor.Data[..^1] }), "operator 6 (FULLY_CONNECTED)", "damaged");

    [Fact]
    public void Import_TwoHeads_SaysWhatToLeaveOut() =>
        AssertRefused(s_model with { Output = s_model.Operators[Sum].Outputs[0] }, "the model's output", "convert it without the operators behind its output");

    [Fact]
    public void Parse_TruncatedFile_IsDamaged()
    {
        byte[] file = TfLiteWriter.Write(s_model);
        for (int length = 0; length < file.Length; length += 37)
        {
            TfLiteException refused = Assert.Throws<TfLiteException>(() => TfLiteImport.Import(TfLiteReader.Parse(file[..length])));
            AssertSentence(refused);
        }
    }

    [Fact]
    public void Parse_OtherFiles_SaysWhatIsExpected()
    {
        AssertRefused(TfLiteImport.Import(s_model).ToEmb(), "no .tflite file", ".emb model");
        AssertRefused(Encoding.UTF8.GetBytes("roses are red\nviolets are blue\n"), "no .tflite file", "TensorFlow Lite model");
        AssertRefused([], "the file is empty");
    }

    /// <summary>0 CONV_2D, 1 CONV_2D, 2 ADD, 3 DEPTHWISE_CONV_2D, 4 MEAN, 5 RESHAPE, 6 FULLY_CONNECTED, 7 SOFTMAX.</summary>
    private static TfLiteModel Draw()
    {
        var builder = new TfLiteBuilder(new Random(1), TfLiteType.Int8, [1, 8, 8, 3], 1f / 128, 0);
        var same = new TfLiteOptions { StrideX = 1, StrideY = 1, Activation = 3 };
        builder.Conv2D(6, 3, 3, same);
        int first = builder.Last;
        builder.Conv2D(6, 1, 1, same);
        builder.Add(first, 0);
        builder.DepthwiseConv2D(1, 3, 3, same);
        builder.Mean(keepsDimensions: true);
        builder.Reshape(1, 6);
        builder.FullyConnected(4, new());
        builder.Softmax();
        return builder.Build();
    }

    private static bool IsActivation(TfLiteTensor tensor) => tensor.Data.Length == 0;

    private static TfLiteModel With(Func<TfLiteTensor, TfLiteTensor> change) => With((tensor, _) => change(tensor));

    private static TfLiteModel With(Func<TfLiteTensor, int, TfLiteTensor> change) => s_model with { Tensors = [.. s_model.Tensors.Select(change)] };

    private static TfLiteModel WithOperator(int changed, Func<TfLiteOperator, TfLiteOperator> change) =>
        s_model with { Operators = [.. s_model.Operators.Select((op, index) => index == changed ? change(op) : op)] };

    private static TfLiteModel WithWeights(int op, Func<TfLiteTensor, TfLiteTensor> change) =>
        With((tensor, index) => index == s_model.Operators[op].Inputs[1] ? change(tensor) : tensor);

    private static TfLiteModel Parsed(TfLiteModel model) => TfLiteReader.Parse(TfLiteWriter.Write(model));

    private static void AssertRefused(TfLiteModel model, params string[] parts) => AssertRefused(TfLiteWriter.Write(model), parts);

    private static void AssertRefused(byte[] file, params string[] parts) =>
        AssertSentence(Assert.Throws<TfLiteException>(() => EmbFile.Parse(TfLiteImport.Import(TfLiteReader.Parse(file)).ToEmb())), parts);

    private static void AssertSentence(TfLiteException refused, params string[] parts)
    {
        TestContext.Current.TestOutputHelper?.WriteLine(refused.Message);
        Assert.All(parts, part => Assert.Contains(part, refused.Message, StringComparison.Ordinal));
        Assert.DoesNotContain('\n', refused.Message);
        Assert.DoesNotContain(". ", refused.Message, StringComparison.Ordinal);
        Assert.Matches("[;,:]", refused.Message); // the place, then the way out
    }
}
