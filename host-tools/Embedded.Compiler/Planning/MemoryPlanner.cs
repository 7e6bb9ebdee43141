// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;
using Embedded.Inference;

namespace Embedded.Compiler.Planning;

/// <summary>
/// Finds a place in the arena for every activation. Where memory is short, an operator that computes rows in order writes over its
/// own input, one or two rows before or behind it (the idea of in-place depthwise convolution, MCUNetV2, Lin et al. 2021, section
/// 3.2, without its buffer); a sum is written over one of its inputs, and a reshape shares its input's place. Elsewhere output and
/// input lie apart, which leaves engines free to compute in any order.
/// </summary>
public static class MemoryPlanner
{
    /// <summary>Plans the arena of <paramref name="graph"/>.</summary>
    /// <exception cref="ArgumentException">A tensor is read before it is written, written twice, or never.</exception>
    public static MemoryPlan Plan(QuantizedGraph graph)
    {
        var blocks = new List<ArenaBlock>();
        int[] blockOf = AssignBlocks(graph, blocks);
        Overlap[] overlaps = [.. Overlaps(graph, blocks, blockOf)];
        int least = LeastBytes(blocks, overlaps, blocks.Max(block => block.End));
        (int Bytes, int[] Offsets) packed = Pack(blocks, overlaps, least, least);
        if (packed.Bytes > least)
        {
            (int Bytes, int[] Offsets) tighter = Pack(blocks, overlaps, 0, least);
            if (tighter.Bytes < packed.Bytes)
            {
                (int Bytes, int[] Offsets) looser = Pack(blocks, overlaps, tighter.Bytes, tighter.Bytes);
                packed = looser.Bytes <= tighter.Bytes ? looser : tighter;
            }
        }

        int[] offsets = Array.ConvertAll(blockOf, block => packed.Offsets[block]);
        return new MemoryPlan(packed.Bytes, offsets, Array.ConvertAll(graph.Operators, op => new OperatorPlan(Mode(graph, op, offsets), 0, 0)));
    }

    /// <summary>The smallest arena that any plan of this kind can have: what the operator takes that needs most.</summary>
    public static int LeastBytes(QuantizedGraph graph)
    {
        var blocks = new List<ArenaBlock>();
        int[] blockOf = AssignBlocks(graph, blocks);
        return LeastBytes(blocks, [.. Overlaps(graph, blocks, blockOf)], blocks.Max(block => block.End));
    }

    private static int LeastBytes(List<ArenaBlock> blocks, Overlap[] overlaps, int last)
    {
        int least = 0;
        for (int index = 0; index <= last; index++)
        {
            Overlap? overlap = Array.Find(overlaps, overlap => overlap.Operator == index);
            least = Math.Max(least, BytesAt(blocks, index) - (overlap?.Saved ?? 0));
        }

        return least;
    }

    private static int BytesAt(List<ArenaBlock> blocks, int index) => blocks.Where(block => block.Start <= index && index <= block.End).Sum(block => block.Bytes);

    /// <summary>Packs with the overlaps of those operators that do not fit into <paramref name="enough"/> bytes without.</summary>
    private static (int Bytes, int[] Offsets) Pack(List<ArenaBlock> blocks, Overlap[] overlaps, int enough, int bound)
    {
        var packer = new ArenaPacker(blocks);
        foreach (Overlap overlap in overlaps.Where(overlap => BytesAt(blocks, overlap.Operator) > enough))
        {
            packer.Allow(overlap.Output, overlap.Input, overlap.Shift.Before);
            packer.Allow(overlap.Input, overlap.Output, overlap.Shift.Behind);
        }

        return packer.Pack(bound);
    }

    /// <summary>For each tensor its block: of its own, or for a sum over an input and a reshape that of their input.</summary>
    private static int[] AssignBlocks(QuantizedGraph graph, List<ArenaBlock> blocks)
    {
        int[] lastRead = LastReads(graph);
        var blockOf = new int[graph.Tensors.Length];
        Array.Fill(blockOf, -1);
        blockOf[0] = Add(blocks, graph.Tensors[0].Shape.Count, -1, lastRead[0]);
        for (int index = 0; index < graph.Operators.Length; index++)
        {
            QuantizedOperator op = graph.Operators[index];
            Require(op.Inputs.All(tensor => blockOf[tensor] >= 0), $"{op.Name} reads a tensor that nothing wrote before");
            Require(blockOf[op.Output] < 0, $"{op.Name} writes tensor {op.Output}, which was written before");
            int[] ending = [.. op.Inputs.Where(tensor => blocks[blockOf[tensor]].End == index)];
            int end = Math.Max(index, lastRead[op.Output]);
            if (op.Kind is OperatorKind.Add or OperatorKind.Reshape && ending.Length > 0)
            {
                blockOf[op.Output] = blockOf[ending[0]];
                blocks[blockOf[op.Output]].End = end;
            }
            else
            {
                blockOf[op.Output] = Add(blocks, graph.Tensors[op.Output].Shape.Count, index, end);
            }
        }

        Require(Array.IndexOf(blockOf, -1) < 0, $"no operator writes tensor {Array.IndexOf(blockOf, -1)}");
        return blockOf;
    }

    /// <summary>The operators whose output may lie over the input, since nothing reads that later.</summary>
    private static IEnumerable<Overlap> Overlaps(QuantizedGraph graph, List<ArenaBlock> blocks, int[] blockOf)
    {
        for (int index = 0; index < graph.Operators.Length; index++)
        {
            QuantizedOperator op = graph.Operators[index];
            (int input, int output) = (blockOf[op.Inputs[0]], blockOf[op.Output]);
            if (blocks[input].End == index && blocks[output].Start == index
                && RowShift.Of(op, graph.Tensors[op.Inputs[0]].Shape, graph.Tensors[op.Output].Shape) is { } shift)
            {
                yield return new Overlap(index, input, output, shift, blocks[input].Bytes, blocks[output].Bytes);
            }
        }
    }

    private static int Mode(QuantizedGraph graph, QuantizedOperator op, int[] offsets)
    {
        int output = offsets[op.Output];
        int outputEnd = output + graph.Tensors[op.Output].Shape.Count;
        if (op.Kind == OperatorKind.Reshape || op.Inputs.All(tensor => outputEnd <= offsets[tensor] || offsets[tensor] + graph.Tensors[tensor].Shape.Count <= output))
        {
            return EmbFormat.NotInPlace;
        }

        return op.Kind == OperatorKind.Add ? EmbFormat.InPlaceElementwise
            : output < offsets[op.Inputs[0]] ? EmbFormat.InPlaceForward
            : EmbFormat.InPlaceBackward;
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

    private static void Require(bool isTrue, string otherwise)
    {
        if (!isTrue)
        {
            throw new ArgumentException($"the network cannot be planned: {otherwise}");
        }
    }

    private static int Add(List<ArenaBlock> blocks, int bytes, int start, int end)
    {
        blocks.Add(new ArenaBlock { Bytes = ArenaPacker.Align(bytes), Start = start, End = end });
        return blocks.Count - 1;
    }

    /// <summary>An operator that may write over its input, the blocks of both and their sizes.</summary>
    private sealed record Overlap(int Operator, int Input, int Output, RowShift Shift, int InputBytes, int OutputBytes)
    {
        /// <summary>Bytes fewer than side by side.</summary>
        public int Saved { get; } = Math.Max(0, InputBytes + OutputBytes - Math.Min(
            Math.Max(OutputBytes, ArenaPacker.Align(Shift.Before) + InputBytes),
            Math.Max(InputBytes, ArenaPacker.Align(Shift.Behind) + OutputBytes)));
    }
}
