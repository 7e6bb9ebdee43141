// SPDX-License-Identifier: MIT
using Embedded.Compiler.Formats.Emb;
using Embedded.Compiler.Graph;
using Embedded.Inference;
using Embedded.Testing;

namespace Embedded.Core.Tests.Inference.Lanes;

/// <summary>
/// One operator with weights, drawn around what the lane kernels do differently: 3x3 depthwise windows, many and few channels,
/// filters that fill a lane or do not fit one, multipliers and shifts at their limits, values at the ends of int8.
/// </summary>
internal sealed class LaneCase
{
    private readonly byte[] _file;

    private LaneCase(byte[] file, sbyte[] input)
    {
        _file = file;
        Model = Read(file);
        Input = input;
    }

    public Model Model { get; }

    public sbyte[] Input { get; }

    /// <summary>The same case for the same seed.</summary>
    public static LaneCase Draw(int seed, OperatorKind? only = null)
    {
        var random = new Random(seed);
        OperatorKind kind = only ?? (OperatorKind)random.Next((int)OperatorKind.Conv2D, (int)OperatorKind.FullyConnected + 1);
        int channels = random.Next(3) == 0 ? random.Next(1, 200) : random.Next(1, 20);
        var input = new TensorShape(random.Next(1, 14), random.Next(1, 14), channels);
        var builder = new RandomGraphBuilder(seed, input, zeroPoint: random.Next(3) switch { 0 => -128, 1 => 127, _ => random.Next(-128, 128) });
        var activation = (Activation)(random.Next(2) * 3);
        switch (kind)
        {
            case OperatorKind.Conv2D:
                builder.Conv2D(random.Next(1, 30), random.Next(2) == 0 ? Window.Point : RandomOperator.DrawWindow(random, input), activation);
                break;
            case OperatorKind.DepthwiseConv2D:
                builder.DepthwiseConv2D(DrawThree(random, input), random.Next(3) == 0 ? random.Next(1, 5) : 1, activation);
                break;
            default:
                builder.FullyConnected(random.Next(1, 30), activation);
                break;
        }

        QuantizedGraph graph = builder.Build([]);
        QuantizedOperator op = graph.Operators[0];
        FillWeights(random, op.Weights);
        byte[] file = EmbWriter.Write(graph);
        return new LaneCase(random.Next(2) == 0 ? file : Patch(random, file, op), DrawInput(random, graph.Tensors[0].Shape.Count));
    }

    /// <summary>This case with its output as near to its input as the reader allows, or null if that mode does not fit.</summary>
    public Model? OverInput(int mode)
    {
        int refused = -1;
        int allowed = Model.Input.Count + Model.Output.Count;
        Model? nearest = Place(mode, allowed);
        while (nearest != null && allowed - refused > 1)
        {
            int middle = (allowed + refused) / 2; // what is far enough stays so farther away
            Model? model = Place(mode, middle);
            nearest = model ?? nearest;
            allowed = model != null ? middle : allowed;
            refused = model != null ? refused : middle;
        }

        return nearest;
    }

    private Model? Place(int mode, int distance)
    {
        Operator op = Model.Operators[0];
        int bytes = distance + Model.Input.Count + Model.Output.Count;
        int scratch = mode == EmbFormat.InPlaceRows ? op.FilterHeight * op.Input.Width * op.Input.Channels : 0;
        bool isBackward = mode == EmbFormat.InPlaceBackward;
        var patch = new EmbPatch(_file);
        patch.SetInt32(16, bytes + scratch).SetByte(patch.Operator(0, 1), mode);
        patch.SetInt32(patch.Operator(0, 28), bytes).SetInt32(patch.Operator(0, 32), scratch);
        patch.SetInt32(patch.Tensor(0, 8), isBackward ? 0 : distance).SetInt32(patch.Tensor(1, 8), isBackward ? distance : 0);
        try
        {
            return Read(patch.Seal());
        }
        catch (ModelFormatException refused) when (refused.Code == ModelError.ArenaOverlap)
        {
            return null;
        }
    }

    private static Window DrawThree(Random random, TensorShape input)
    {
        int strideY = random.Next(1, 4);
        int strideX = random.Next(8) == 0 ? 3 : random.Next(1, 3);
        var valid = new Window(3, 3, strideY, strideX, random.Next(3), random.Next(3), random.Next(3), random.Next(3));
        bool fits = input.Height + valid.PadTop + valid.PadBottom >= 3 && input.Width + valid.PadLeft + valid.PadRight >= 3;
        return fits && random.Next(2) == 0 ? valid : Window.Same(input, 3, 3, strideY, strideX);
    }

    private static void FillWeights(Random random, sbyte[] weights)
    {
        int style = random.Next(6);
        for (int index = 0; index < weights.Length; index++)
        {
            weights[index] = style switch
            {
                0 => -128,
                1 => 127,
                2 => (sbyte)(random.Next(2) * 255 - 128),
                3 => (sbyte)random.Next(-10, 11),
                4 => 0,
                _ => weights[index],
            };
        }
    }

    private static byte[] Patch(Random random, byte[] file, QuantizedOperator op)
    {
        var patch = new EmbPatch(file);
        if (random.Next(2) == 0)
        {
            int one = random.Next(-128, 128);
            int other = random.Next(-128, 128);
            patch.SetClamp(0, Math.Min(one, other), Math.Max(one, other));
        }

        int limit = random.Next(4) switch { 0 => -31, 1 => -25, _ => -12 };
        int left = random.Next(12) == 0 ? 2 : 0;
        for (int channel = 0; channel < op.Bias.Length; channel++)
        {
            int multiplier = random.Next(6) switch { 0 => 1 << 30, 1 => int.MaxValue, 2 => 0, _ => random.Next(1 << 30, int.MaxValue) };
            patch.SetMultiplier(0, channel, multiplier, random.Next(limit, left + 1));
            if (random.Next(3) == 0)
            {
                int bias = random.Next(4) switch { 0 => int.MaxValue - random.Next(1 << 26), 1 => int.MinValue + random.Next(1 << 26), _ => random.Next(-(1 << 24), 1 << 24) };
                patch.SetBias(0, channel, bias);
            }
        }

        return patch.Seal();
    }

    private static sbyte[] DrawInput(Random random, int count)
    {
        var input = new sbyte[count];
        int style = random.Next(5);
        for (int index = 0; index < count; index++)
        {
            input[index] = style switch { 0 => -128, 1 => 127, 2 => (sbyte)(random.Next(2) * 255 - 128), _ => (sbyte)random.Next(-128, 128) };
        }

        return input;
    }

    private static Model Read(byte[] file) => ModelReader.Read(new SegmentedModel(file));
}
