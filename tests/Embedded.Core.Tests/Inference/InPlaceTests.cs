// SPDX-License-Identifier: MIT
using Embedded.Compiler.Formats.Emb;
using Embedded.Compiler.Graph;
using Embedded.Inference;
using Embedded.Testing;

namespace Embedded.Core.Tests.Inference;

public class InPlaceTests
{
    [Fact]
    public void DepthwiseConv2D_OverItsInput_GivesTheSameBytes()
    {
        int inPlace = 0;
        int strided = 0;
        int valid = 0;
        for (int seed = 0; seed < 2500; seed++)
        {
            QuantizedGraph graph = RandomOperator.Draw(OperatorKind.DepthwiseConv2D, seed).Graph;
            Window window = graph.Operators[0].Window;
            int scratch = window.FilterHeight * graph.Tensors[0].Shape.Width * graph.Tensors[0].Shape.Channels;
            if (!TryRead(Placed(graph, EmbFormat.InPlaceRows, scratch, scratch, scratch), out Model? over))
            {
                continue; // output rows that overtake the input's
            }

            AssertSameAsBeside(graph, over!, seed);
            inPlace++;
            strided += window.StrideY > 1 ? 1 : 0;
            valid += window.PadTop + window.PadLeft + window.PadBottom + window.PadRight == 0 && window.FilterHeight > 1 ? 1 : 0;
        }

        Assert.True(inPlace >= 200 && strided >= 20 && valid >= 20, $"too few cases to prove anything: {inPlace} in place, {strided} strided, {valid} VALID");
    }

    [Theory]
    [InlineData(OperatorKind.Conv2D, EmbFormat.InPlaceForward)]
    [InlineData(OperatorKind.Conv2D, EmbFormat.InPlaceBackward)]
    [InlineData(OperatorKind.DepthwiseConv2D, EmbFormat.InPlaceForward)]
    [InlineData(OperatorKind.DepthwiseConv2D, EmbFormat.InPlaceBackward)]
    [InlineData(OperatorKind.AveragePool2D, EmbFormat.InPlaceForward)]
    [InlineData(OperatorKind.AveragePool2D, EmbFormat.InPlaceBackward)]
    [InlineData(OperatorKind.Pad, EmbFormat.InPlaceForward)]
    [InlineData(OperatorKind.Pad, EmbFormat.InPlaceBackward)]
    public void Run_OutputAsNearToItsInputAsTheReaderAllows_GivesTheSameBytes(OperatorKind kind, int mode)
    {
        int overlapping = 0;
        for (int seed = 0; seed < 300; seed++)
        {
            QuantizedGraph graph = RandomOperator.Draw(kind, seed).Graph;
            int shift = NearestShift(graph, mode);
            Assert.True(TryRead(Shifted(graph, mode, shift), out Model? model));
            AssertSameAsBeside(graph, model!, seed);
            overlapping += model!.Input.Offset < model.Output.End && model.Output.Offset < model.Input.End ? 1 : 0;
        }

        Assert.True(overlapping >= 100, $"only {overlapping} cases overlap: too few to prove anything");
    }

    [Fact]
    public void Read_InPlaceOverATensorThatIsReadLater_IsRefused()
    {
        var builder = new RandomGraphBuilder(1, new TensorShape(8, 8, 4));
        builder.DepthwiseConv2D(3, 1, 1, Activation.None);
        QuantizedGraph graph = builder.Build([]);
        Assert.Equal(EmbFormat.InPlaceRows, ModelReader.Read(new SegmentedModel(OverInput(graph))).Operators[0].InPlaceMode);
        var refused = Assert.Throws<ModelFormatException>(() => ModelReader.Read(new SegmentedModel(OverInput(WithLaterReader(graph)))));
        Assert.Equal((ModelError.ArenaOverlap, 0), (refused.Code, refused.Index));
    }

    [Fact]
    public void Add_OverOneOfItsInputs_GivesTheSameBytes()
    {
        var places = new int[3];
        for (int seed = 0; seed < 300; seed++)
        {
            QuantizedGraph graph = RandomOperator.Draw(OperatorKind.Add, seed).Graph;
            sbyte[] input = RandomBytes.Draw(seed, graph.Tensors[0].Shape.Count);
            sbyte[] expected = RecordedRun.Of(Read(WithLaterReader(graph with { Operators = [.. graph.Operators] })), input).Outputs[graph.Operators.Length - 1];
            foreach (int over in graph.Operators[^1].Inputs.Distinct())
            {
                // All tensors side by side, the sum's output over one of its inputs.
                var patch = new EmbPatch(EmbWriter.Write(graph));
                int bytes = (input.Length + 15) / 16 * 16;
                patch.SetInt32(16, 3 * bytes);
                for (int tensor = 0; tensor < graph.Tensors.Length; tensor++)
                {
                    patch.SetInt32(patch.Tensor(tensor, 8), (tensor == graph.Tensors.Length - 1 ? over : tensor) * bytes);
                }

                Model model = ModelReader.Read(new SegmentedModel(patch.SetByte(patch.Operator(graph.Operators.Length - 1, 1), EmbFormat.InPlaceElementwise).Seal()));
                Assert.Equal(expected, RecordedRun.Of(model, input).Outputs[^1]);
                places[over]++;
            }
        }

        Assert.True(places[0] >= 200 && places[1] >= 200);
    }

    [Fact]
    public void Read_SumOverAnInputThatIsReadLaterOrBesideItsPlace_IsRefused()
    {
        var builder = new RandomGraphBuilder(1, new TensorShape(4, 4, 2));
        builder.Conv2D(2, 1, 1, Activation.None);
        builder.Add(0);
        QuantizedGraph graph = builder.Build([]);
        Assert.Equal(EmbFormat.InPlaceElementwise, Read(graph).Operators[1].InPlaceMode);
        Assert.Equal(ModelError.ArenaOverlap, Refused(WithLaterReader(graph), 0)); // over the input, which a reshape reads later
        Assert.Equal(ModelError.ArenaOverlap, Refused(graph, 1)); // one byte beside the input's place
        Assert.Equal(ModelError.ArenaOverlap, Refused(graph, 63)); // inside the second input's last byte
        Assert.Equal(0, Refused(graph, 0));
        Assert.Equal(0, Refused(graph, 32)); // the second input's place
        Assert.Equal(0, Refused(graph, 64)); // overlaps nothing

        // Input at 0, second input at 32, what is read later at 96; the sum at `place`.
        static int Refused(QuantizedGraph graph, int place)
        {
            var patch = new EmbPatch(EmbWriter.Write(graph));
            patch.SetInt32(16, 256);
            int[] places = [0, 32, place, 160];
            for (int tensor = 0; tensor < graph.Tensors.Length; tensor++)
            {
                patch.SetInt32(patch.Tensor(tensor, 8), places[tensor]);
            }

            try
            {
                ModelReader.Read(new SegmentedModel(patch.SetByte(patch.Operator(1, 1), EmbFormat.InPlaceElementwise).Seal()));
                return 0;
            }
            catch (ModelFormatException refused)
            {
                return refused.Code;
            }
        }
    }

    /// <summary>The least distance of output and input that the reader allows: a byte less is refused.</summary>
    private static int NearestShift(QuantizedGraph graph, int mode)
    {
        int refused = -1;
        int allowed = graph.Tensors[mode == EmbFormat.InPlaceForward ? 1 : 0].Shape.Count; // side by side
        while (allowed - refused > 1)
        {
            int shift = (refused + allowed) / 2;
            if (TryRead(Shifted(graph, mode, shift), out _))
            {
                allowed = shift;
            }
            else
            {
                refused = shift;
            }
        }

        return allowed;
    }

    private static byte[] Shifted(QuantizedGraph graph, int mode, int shift) =>
        mode == EmbFormat.InPlaceForward ? Placed(graph, mode, shift, 0, 0) : Placed(graph, mode, 0, shift, 0);

    /// <summary>A file of one operator with its tensors at these places and scratch at the arena's start.</summary>
    private static byte[] Placed(QuantizedGraph graph, int mode, int input, int output, int scratch)
    {
        var patch = new EmbPatch(EmbWriter.Write(graph));
        patch.SetInt32(16, Math.Max(input + graph.Tensors[0].Shape.Count, output + graph.Tensors[1].Shape.Count));
        patch.SetInt32(patch.Tensor(0, 8), input).SetInt32(patch.Tensor(1, 8), output);
        return patch.SetByte(patch.Operator(0, 1), mode).SetInt32(patch.Operator(0, 28), 0).SetInt32(patch.Operator(0, 32), scratch).Seal();
    }

    private static void AssertSameAsBeside(QuantizedGraph graph, Model over, int seed)
    {
        Model beside = Read(WithLaterReader(graph));
        Assert.Equal(EmbFormat.NotInPlace, beside.Operators[0].InPlaceMode);
        sbyte[] input = RandomBytes.Draw(seed, over.Input.Count);
        Assert.Equal(RecordedRun.Of(beside, input).Outputs[0], RecordedRun.Of(over, input).Outputs[0]);
    }

    private static bool TryRead(byte[] file, out Model? model)
    {
        try
        {
            model = ModelReader.Read(new SegmentedModel(file));
            return true;
        }
        catch (ModelFormatException)
        {
            model = null;
            return false;
        }
    }

    /// <summary>A file whose first operator writes over its input, allowed or not.</summary>
    private static byte[] OverInput(QuantizedGraph graph)
    {
        var patch = new EmbPatch(EmbWriter.Write(graph));
        patch.SetInt32(16, 2048);
        for (int tensor = 0; tensor < graph.Tensors.Length; tensor++)
        {
            patch.SetInt32(patch.Tensor(tensor, 8), tensor < 2 ? 0 : 1024);
        }

        patch.SetByte(patch.Operator(0, 1), EmbFormat.InPlaceRows).SetInt32(patch.Operator(0, 28), 512).SetInt32(patch.Operator(0, 32), 96);
        return patch.Seal();
    }

    /// <summary>A reshape that reads the input after the convolution, so that it must not be overwritten.</summary>
    private static QuantizedGraph WithLaterReader(QuantizedGraph graph) => graph with
    {
        Tensors = [.. graph.Tensors, graph.Tensors[0]],
        Operators =
        [
            .. graph.Operators,
            new QuantizedOperator { Kind = OperatorKind.Reshape, Name = "later", Inputs = [0], Output = graph.Tensors.Length },
        ],
    };

    private static Model Read(QuantizedGraph graph) => ModelReader.Read(new SegmentedModel(EmbWriter.Write(graph)));
}
