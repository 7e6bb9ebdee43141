// SPDX-License-Identifier: MIT
// What must come out the same when it is computed another way: no oracle needed.
using Embedded.Compiler.Formats.Emb;
using Embedded.Compiler.Graph;
using Embedded.Inference;
using Embedded.Inference.Kernels;
using Embedded.Testing;

namespace Embedded.Core.Tests.Inference;

public class KernelIdentityTests
{
    private const int Cases = 300;

    [Fact]
    public void PointwiseConv2D_AnyShape_EqualsTheGeneralConvolution()
    {
        for (int seed = 0; seed < Cases; seed++)
        {
            var random = new Random(seed);
            var builder = new RandomGraphBuilder(seed, new TensorShape(random.Next(1, 9), random.Next(1, 9), random.Next(1, 20)), zeroPoint: random.Next(-128, 128));
            builder.Conv2D(random.Next(1, 20), Window.Point, Activation.Relu6);
            var interpreter = new Interpreter(Read(builder.Build([])), new ReferenceKernels());
            Operator op = interpreter.Model.Operators[0];
            Assert.True(op.IsPointwise);
            RandomBytes.Draw(seed, op.Input.Count).CopyTo(interpreter.Arena, op.Input.Offset);
            PointwiseConv2D.Run(op, interpreter.Arena);
            sbyte[] pointwise = [.. interpreter.Arena.AsSpan(op.Output.Offset, op.Output.Count)];
            interpreter.Arena.AsSpan().Clear();
            RandomBytes.Draw(seed, op.Input.Count).CopyTo(interpreter.Arena, op.Input.Offset); // the output may lie over it
            Conv2D.Run(op, interpreter.Arena);
            Assert.Equal(pointwise, interpreter.Arena.AsSpan(op.Output.Offset, op.Output.Count).ToArray());
        }
    }

    [Fact]
    public void FullyConnected_AnyShape_EqualsTheConvolutionOverTheWholeInput()
    {
        for (int seed = 0; seed < Cases; seed++)
        {
            QuantizedGraph full = RandomOperator.Draw(OperatorKind.FullyConnected, seed).Graph;
            TensorShape input = full.Tensors[0].Shape;
            QuantizedGraph convolution = WithOperator(full, full.Operators[0] with
            {
                Kind = OperatorKind.Conv2D,
                Window = Window.Valid(input.Height, input.Width, 1, 1),
            });
            AssertSameOutput(full, convolution, RandomBytes.Draw(seed, input.Count), seed);
        }
    }

    [Fact]
    public void DepthwiseConv2D_AnyDepthMultiplier_EqualsTheGroupedConvolution()
    {
        for (int seed = 0; seed < Cases; seed++)
        {
            QuantizedGraph depthwise = RandomOperator.Draw(OperatorKind.DepthwiseConv2D, seed).Graph;
            QuantizedOperator op = depthwise.Operators[0];
            int inChannels = depthwise.Tensors[0].Shape.Channels;
            int outChannels = depthwise.Tensors[1].Shape.Channels;
            int taps = op.Window.FilterHeight * op.Window.FilterWidth;
            var weights = new sbyte[outChannels * taps * inChannels]; // zero but for each group's one input channel
            for (int outC = 0; outC < outChannels; outC++)
            {
                for (int tap = 0; tap < taps; tap++)
                {
                    weights[(outC * taps + tap) * inChannels + outC / op.DepthMultiplier] = op.Weights[tap * outChannels + outC];
                }
            }

            QuantizedGraph grouped = WithOperator(depthwise, op with { Kind = OperatorKind.Conv2D, Weights = weights, DepthMultiplier = 1 });
            AssertSameOutput(depthwise, grouped, RandomBytes.Draw(seed, depthwise.Tensors[0].Shape.Count), seed);
        }
    }

    [Theory]
    [InlineData(OperatorKind.Conv2D)]
    [InlineData(OperatorKind.DepthwiseConv2D)]
    public void Convolution_AnyPadding_EqualsNoPaddingOverAnInputSurroundedByZeroPoints(OperatorKind kind)
    {
        for (int seed = 0; seed < Cases; seed++)
        {
            QuantizedGraph padded = RandomOperator.Draw(kind, seed).Graph;
            Window window = padded.Operators[0].Window;
            TensorShape shape = padded.Tensors[0].Shape;
            var surrounded = new TensorShape(shape.Height + window.PadTop + window.PadBottom, shape.Width + window.PadLeft + window.PadRight, shape.Channels);
            sbyte[] input = RandomBytes.Draw(seed, shape.Count);
            var large = new sbyte[surrounded.Count];
            Array.Fill(large, (sbyte)padded.Tensors[0].ZeroPoint);
            for (int y = 0; y < shape.Height; y++)
            {
                int row = shape.Width * shape.Channels;
                Array.Copy(input, y * row, large, ((y + window.PadTop) * surrounded.Width + window.PadLeft) * shape.Channels, row);
            }

            QuantizedGraph valid = WithOperator(padded, padded.Operators[0] with
            {
                Window = Window.Valid(window.FilterHeight, window.FilterWidth, window.StrideY, window.StrideX),
            });
            valid.Tensors[0] = valid.Tensors[0] with { Shape = surrounded };
            Assert.Equal(Output(padded, input), Output(valid, large));
        }
    }

    [Theory]
    [InlineData(96, 3, 2, 0, 1)] // even size, stride 2: only bottom and right
    [InlineData(97, 3, 2, 1, 1)]
    [InlineData(96, 3, 1, 1, 1)]
    [InlineData(5, 4, 1, 1, 2)]
    [InlineData(49, 10, 2, 4, 5)]
    [InlineData(10, 4, 2, 1, 1)]
    [InlineData(7, 1, 3, 0, 0)]
    public void Same_Size_PadsAsTensorFlowLite(int size, int filter, int stride, int before, int after)
    {
        Window window = Window.Same(new TensorShape(size, size, 1), filter, filter, stride, stride);
        Assert.Equal(new Window(filter, filter, stride, stride, before, before, after, after), window);
        Assert.Equal((size + stride - 1) / stride, window.Output(new TensorShape(size, size, 1), 1).Height);
    }

    private static QuantizedGraph WithOperator(QuantizedGraph graph, QuantizedOperator op) =>
        graph with { Tensors = [.. graph.Tensors], Operators = [op] };

    private static void AssertSameOutput(QuantizedGraph first, QuantizedGraph second, sbyte[] input, int seed) =>
        Assert.True(Output(first, input).AsSpan().SequenceEqual(Output(second, input)), $"seed {seed} differs");

    private static sbyte[] Output(QuantizedGraph graph, sbyte[] input) => RecordedRun.Of(Read(graph), input).Outputs[0];

    private static Model Read(QuantizedGraph graph) => ModelReader.Read(new SegmentedModel(EmbWriter.Write(graph)));
}
