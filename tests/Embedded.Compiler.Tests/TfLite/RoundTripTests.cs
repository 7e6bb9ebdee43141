// SPDX-License-Identifier: MIT
using Embedded.Compiler.Formats.Emb;
using Embedded.Compiler.Formats.TfLite;
using Embedded.Compiler.Graph;
using Embedded.Inference;
using Embedded.Testing;

namespace Embedded.Compiler.Tests.TfLite;

/// <summary>.tflite to .emb to .tflite to .emb: the same arithmetic, proven on the bytes that come out.</summary>
public sealed class RoundTripTests
{
    private const int Frames = 50;

    [Theory]
    [InlineData("person_detect", "person_detect.tflite")]
    [InlineData("keyword_spotting", "kws_ref_model.tflite")]
    [InlineData("mobilenet_v2", "mobilenet_v2_quantized_1x3x224x224.tflite")]
    public void ExportOfImport_GoldenNetworks_ComputesTheSame(string folder, string file)
    {
        EmbFile first = new GoldenNetwork(folder, file).File;
        EmbFile second = Again(first);
        Assert.Null(ModelDifference.Find(first.Model, second.Model));
        AssertSameBytes(first, second, folder == "mobilenet_v2" ? 2 : Frames); // a second a frame at 224 pixels
    }

    [Fact]
    public void ExportOfImport_RandomNetworks_ComputesTheSame()
    {
        for (int seed = 0; seed < 40; seed++)
        {
            EmbFile first = EmbFile.Parse(EmbWriter.Write(seed % 2 == 0 ? RandomGraph.MobileNet(seed, 12, seed % 4 == 0 ? 1 : 3) : RandomGraph.MobileNetV2(seed, 12)));
            EmbFile second = Again(first); // a PAD before a VALID window becomes the window's padding
            AssertSameBytes(first, second, Frames);
            Assert.Null(ModelDifference.Find(second.Model, Again(second).Model));
        }
    }

    [Theory]
    [InlineData(OperatorKind.Conv2D)]
    [InlineData(OperatorKind.DepthwiseConv2D)]
    [InlineData(OperatorKind.FullyConnected)]
    [InlineData(OperatorKind.Softmax)]
    [InlineData(OperatorKind.Add)]
    [InlineData(OperatorKind.Mean)]
    [InlineData(OperatorKind.Pad)]
    public void Export_RandomOperators_ReadBackEqual(OperatorKind kind)
    {
        for (int seed = 0; seed < 200; seed++)
        {
            EmbFile file = EmbFile.Parse(EmbWriter.Write(RandomOperator.Draw(kind, seed).Graph));
            byte[] tflite = TfLiteExport.Write(file); // compares with the model operator by operator
            Assert.Equal(tflite, TfLiteExport.Write(file));
        }
    }

    [Fact]
    public void Export_LabelsAndRange_ComeBack()
    {
        QuantizedGraph graph = RandomGraph.MobileNet(1) with { Labels = ["daisy", "dandelion", "rose", "sun flower", "Tulpe ü"] };
        TfLiteModel model = TfLiteReader.Parse(TfLiteExport.Write(EmbFile.Parse(EmbWriter.Write(graph))));
        Assert.Equal(graph.Labels, model.Labels);
        Assert.Equal(new PixelRange(128, 128), model.InputRange);
        Assert.Null(TfLiteImport.Import(model).Graph.InputSpec!.PixelToInt8);
        Assert.Equal(graph.Labels, TfLiteImport.Import(model).Graph.Labels);
    }

    [Theory]
    [InlineData("a\nb")]
    [InlineData(" rose")]
    [InlineData("")]
    public void Export_LabelThatIsNoLine_IsRefused(string label)
    {
        EmbFile file = EmbFile.Parse(EmbWriter.Write(RandomGraph.MobileNet(1, 12) with { Labels = ["daisy", "dandelion", "rose", "sunflower", label] }));

        var exception = Assert.Throws<TfLiteException>(() => TfLiteExport.Write(file));

        Assert.StartsWith("label 4, ", exception.Message);
        Assert.DoesNotContain('\n', exception.Message);
    }

    [Fact]
    public void Write_ReadBack_GivesEqualTables()
    {
        TfLiteModel model = TfLiteExport.Convert(RandomGraph.MobileNetV2(3));
        TfLiteModel back = TfLiteReader.Parse(TfLiteWriter.Write(model));
        Assert.Equal(model.Operators.Select(op => (op.Code, op.Version)), back.Operators.Select(op => (op.Code, op.Version)));
        foreach ((TfLiteOperator written, TfLiteOperator read) in model.Operators.Zip(back.Operators))
        {
            Assert.Equal(written.Inputs, read.Inputs);
            Assert.Equal(written.Outputs, read.Outputs);
            Assert.Equal(written.Options.NewShape, read.Options.NewShape);
            Assert.Equal(written.Options with { NewShape = [] }, read.Options with { NewShape = [], IsSamePadding = read.Options.StrideX == 0 ? written.Options.IsSamePadding : read.Options.IsSamePadding });
        }

        foreach ((TfLiteTensor written, TfLiteTensor read) in model.Tensors.Zip(back.Tensors))
        {
            Assert.Equal((written.Name, written.Type, written.QuantizedDimension), (read.Name, read.Type, read.QuantizedDimension));
            Assert.Equal(written.Shape, read.Shape);
            Assert.Equal(written.Scales, read.Scales);
            Assert.Equal(written.ZeroPoints, read.ZeroPoints);
            Assert.Equal(written.Data.ToArray(), read.Data.ToArray());
        }
    }

    /// <summary>Through a .tflite file and back.</summary>
    private static EmbFile Again(EmbFile file) => EmbFile.Parse(EmbWriter.Write(TfLiteImport.Import(TfLiteReader.Parse(TfLiteExport.Write(file))).Graph));

    private static void AssertSameBytes(EmbFile first, EmbFile second, int frames)
    {
        Parallel.For(
            0,
            frames,
            () => (Left: new Interpreter(first.Model, new ReferenceKernels()), Right: new Interpreter(second.Model, new ReferenceKernels())),
            (seed, _, engines) =>
            {
                var frame = new byte[first.Model.Input.Count];
                new Random(seed).NextBytes(frame);
                Assert.Equal(Run(engines.Left, first.Model, frame), Run(engines.Right, second.Model, frame));
                return engines;
            },
            _ => { });
    }

    private static sbyte[] Run(Interpreter interpreter, Model model, byte[] frame)
    {
        Buffer.BlockCopy(frame, 0, interpreter.Arena, model.Input.Offset, frame.Length);
        interpreter.Run();
        return interpreter.Arena.AsSpan(model.Output.Offset, model.Output.Count).ToArray();
    }
}
