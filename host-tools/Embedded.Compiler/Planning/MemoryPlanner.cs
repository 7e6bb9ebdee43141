// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;
using Embedded.Inference;

namespace Embedded.Compiler.Planning;

/// <summary>
/// Places activations by decreasing size at the lowest offset that is free during their whole life. A depthwise convolution
/// writes over its input where the saved rows cost less than a second tensor (MCUNetV2, Lin et al. 2021, section 3.2), a sum over
/// one of its inputs, and a reshape shares its input's place.
/// </summary>
public static class MemoryPlanner
{
    private const int Alignment = 16;

    /// <summary>Plans the arena of <paramref name="graph"/>.</summary>
    /// <exception cref="ArgumentException">A tensor is read before it is written, written twice, or never.</exception>
    public static MemoryPlan Plan(QuantizedGraph graph)
    {
        int[] lastRead = LastReads(graph);
        var blockOf = new int[graph.Tensors.Length];
        var blocks = new List<Block>();
        Array.Fill(blockOf, -1);
        blockOf[0] = Add(blocks, graph.Tensors[0].Shape.Count, -1, lastRead[0]);
        var scratchOf = new int[graph.Operators.Length];
        var modes = new int[graph.Operators.Length];
        for (int index = 0; index < graph.Operators.Length; index++)
        {
            QuantizedOperator op = graph.Operators[index];
            Require(op.Inputs.All(tensor => blockOf[tensor] >= 0), $"{op.Name} reads a tensor that nothing wrote before");
            Require(blockOf[op.Output] < 0, $"{op.Name} writes tensor {op.Output}, which was written before");
            QuantizedTensor input = graph.Tensors[op.Inputs[0]];
            int outputCount = graph.Tensors[op.Output].Shape.Count;
            int rows = op.Window.FilterHeight * input.Shape.Width * input.Shape.Channels;
            int[] ending = [.. op.Inputs.Where(tensor => blocks[blockOf[tensor]].End == index).OrderBy(tensor => blocks[blockOf[tensor]].Bytes)];
            modes[index] = op.Kind switch
            {
                OperatorKind.DepthwiseConv2D when op.DepthMultiplier == 1 && ending.Length > 0
                    && outputCount <= input.Shape.Count && rows < outputCount
                    && RowsStayBehind(op.Window, input.Shape, graph.Tensors[op.Output].Shape) => EmbFormat.InPlaceRows,
                OperatorKind.Add when ending.Length > 0 => EmbFormat.InPlaceElementwise,
                _ => EmbFormat.NotInPlace,
            };
            if (modes[index] != EmbFormat.NotInPlace || (op.Kind == OperatorKind.Reshape && ending.Length > 0))
            {
                blockOf[op.Output] = blockOf[ending[0]];
                blocks[blockOf[op.Output]].End = Math.Max(index, lastRead[op.Output]);
            }
            else
            {
                blockOf[op.Output] = Add(blocks, outputCount, index, Math.Max(index, lastRead[op.Output]));
            }

            scratchOf[index] = modes[index] == EmbFormat.InPlaceRows ? Add(blocks, rows, index, index) : -1;
        }

        Require(Array.IndexOf(blockOf, -1) < 0, $"no operator writes tensor {Array.IndexOf(blockOf, -1)}");
        int arenaBytes = Place(blocks);
        return new MemoryPlan(
            arenaBytes,
            Array.ConvertAll(blockOf, block => blocks[block].Offset),
            [.. graph.Operators.Select((_, index) => scratchOf[index] >= 0
                ? new OperatorPlan(modes[index], blocks[scratchOf[index]].Offset, blocks[scratchOf[index]].Bytes)
                : new OperatorPlan(modes[index], 0, 0))]);
    }

    /// <summary>True if, over the same first byte, no output row reaches an input row that was not yet saved: wide padding can make output rows longer.</summary>
    private static bool RowsStayBehind(Window window, TensorShape input, TensorShape output)
    {
        for (int outY = 0; outY < output.Height; outY++)
        {
            int saved = outY * window.StrideY - window.PadTop + window.FilterHeight;
            if (saved < input.Height && (long)(outY + 1) * output.Width * output.Channels > (long)saved * input.Width * input.Channels)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>For each tensor the last operator that reads it; the output is read after all.</summary>
    private static int[] LastReads(QuantizedGraph graph)
    {
        var lastRead = new int[graph.Tensors.Length];
        for (int index = 0; index < graph.Operators.Length; index++)
        {
            foreach (int input in graph.Operators[index].Inputs)
            {
                lastRead[input] = index;
            }
        }

        lastRead[graph.Output] = graph.Operators.Length;
        return lastRead;
    }

    private static int Place(List<Block> blocks)
    {
        var placed = new List<Block>();
        foreach (Block block in blocks.OrderByDescending(block => block.Bytes).ThenBy(block => block.Start))
        {
            int offset = 0;
            foreach (Block other in placed.Where(other => other.Start <= block.End && block.Start <= other.End).OrderBy(other => other.Offset))
            {
                if (offset + block.Bytes <= other.Offset)
                {
                    break;
                }

                offset = Math.Max(offset, (other.Offset + other.Bytes + Alignment - 1) / Alignment * Alignment);
            }

            block.Offset = offset;
            placed.Add(block);
        }

        return (placed.Max(block => block.Offset + block.Bytes) + Alignment - 1) / Alignment * Alignment;
    }

    private static void Require(bool isTrue, string otherwise)
    {
        if (!isTrue)
        {
            throw new ArgumentException($"the network cannot be planned: {otherwise}");
        }
    }

    private static int Add(List<Block> blocks, int bytes, int start, int end)
    {
        blocks.Add(new Block { Bytes = bytes, Start = start, End = end });
        return blocks.Count - 1;
    }

    /// <summary>Bytes that are needed from operator Start to operator End, both included.</summary>
    private sealed class Block
    {
        public required int Bytes { get; init; }

        public required int Start { get; init; }

        public required int End { get; set; }

        public int Offset { get; set; }
    }
}
