// SPDX-License-Identifier: MIT
using Embedded.Compiler.Formats.Emb;
using Embedded.Compiler.Formats.TfLite;
using Embedded.Inference;
using Embedded.Testing;

namespace Embedded.Compiler.Tests.TfLite;

/// <summary>Forms of the same network that other converters write: the import takes them all for what they compute.</summary>
public sealed class TfLiteFormsTests
{
    [Fact]
    public void Import_DepthwiseWithoutBias_IsBiasZero()
    {
        TfLiteModel model = Depthwise();
        TfLiteOperator op = model.Operators[0];
        TfLiteModel zeros = model with { Tensors = [.. model.Tensors.Select((tensor, index) => index == op.Inputs[2] ? tensor with { Data = new byte[tensor.Data.Length] } : tensor)] };
        sbyte[] expected = Run(zeros);
        Assert.Equal(expected, Run(model with { Operators = [op with { Inputs = op.Inputs[..2] }] }));
        Assert.Equal(expected, Run(model with { Operators = [op with { Inputs = [op.Inputs[0], op.Inputs[1], -1] }] }));
        Assert.NotEqual(expected, Run(model));
    }

    [Fact]
    public void Import_WeightsOfMinus128_AreKept()
    {
        TfLiteModel model = Depthwise();
        int weights = model.Operators[0].Inputs[1];
        model = model with { Tensors = [.. model.Tensors.Select((tensor, index) => index == weights ? tensor with { Data = Enumerable.Repeat((byte)0x80, tensor.Data.Length).ToArray() } : tensor)] };
        EmbFile file = EmbFile.Parse(TfLiteImport.Import(model).ToEmb());
        Assert.All(file.Model.Operators[0].Weights, weight => Assert.Equal(-128, weight));
        Assert.Equal(Run(model), Run(TfLiteReader.Parse(TfLiteExport.Write(file))));
    }

    [Fact]
    public void Import_ShapeThatIsComputed_IsFollowed()
    {
        var builder = new TfLiteBuilder(new Random(3), TfLiteType.Int8, [1, 4, 4, 2], 1f / 128, 0);
        builder.Conv2D(3, 1, 1, new() { StrideX = 1, StrideY = 1 });
        builder.Reshape(1, 48);
        builder.FullyConnected(5, new());
        TfLiteModel plain = builder.Build();
        int count = plain.Tensors.Length;
        TfLiteOperator reshape = plain.Operators[1];
        TfLiteModel keras = plain with // SHAPE, STRIDED_SLICE, PACK: [batch of the input, -1]
        {
            Tensors = [.. plain.Tensors, Integers(4), Integers(1), Integers(2)],
            Operators =
            [
                plain.Operators[0],
                new() { Code = TfLiteOpcode.Shape, Inputs = [reshape.Inputs[0]], Outputs = [count] },
                new() { Code = TfLiteOpcode.StridedSlice, Inputs = [count], Outputs = [count + 1] },
                new() { Code = TfLiteOpcode.Pack, Inputs = [count + 1], Outputs = [count + 2] },
                reshape with { Inputs = [reshape.Inputs[0], count + 2] },
                plain.Operators[2],
            ],
        };
        Assert.Equal(Run(plain), Run(keras));
        EmbFile file = EmbFile.Parse(TfLiteImport.Import(keras).ToEmb());
        Assert.Equal([0, 4, 5], TfLiteTrace.Run(keras, file.Model, new ReferenceKernels(), new sbyte[32]).Select(row => row.Op));
    }

    [Fact]
    public void Parse_FieldsOfNewerSchemas_AreIgnored()
    {
        TfLiteModel plain = RandomTfLite.Draw(4).Model;
        TfLiteModel foreign = TfLiteReader.Parse(ForeignTfLite.Write(plain));
        Assert.Equal(plain.Tensors.Select(tensor => tensor.ShapeText), foreign.Tensors.Select(tensor => tensor.ShapeText));
        Assert.Equal(plain.Operators.Select(op => op.Code), foreign.Operators.Select(op => op.Code));
        Assert.Equal(TfLiteImport.Import(plain).ToEmb(), TfLiteImport.Import(foreign).ToEmb());
    }

    private static TfLiteModel Depthwise()
    {
        var builder = new TfLiteBuilder(new Random(2), TfLiteType.Int8, [1, 6, 5, 2], 1f / 128, 3);
        builder.DepthwiseConv2D(2, 3, 3, new() { StrideX = 1, StrideY = 1 });
        return builder.Build();
    }

    private static TfLiteTensor Integers(int count) => new() { Name = "shape", Type = TfLiteType.Int32, Shape = [count] };

    private static sbyte[] Run(TfLiteModel model)
    {
        Model network = EmbFile.Parse(TfLiteImport.Import(model).ToEmb()).Model;
        var interpreter = new Interpreter(network, new ReferenceKernels());
        RandomBytes.Draw(1, network.Input.Count).CopyTo(interpreter.Arena, network.Input.Offset);
        interpreter.Run();
        return interpreter.Arena.AsSpan(network.Output.Offset, network.Output.Count).ToArray();
    }
}
