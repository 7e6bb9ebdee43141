// SPDX-License-Identifier: MIT
using Embedded.Inference;

namespace Embedded.Compiler.Analysis;

/// <summary>The memory plan of a model, read back from the file: what lies where in the arena, and when.</summary>
/// <param name="ArenaBytes">Size of the arena.</param>
/// <param name="Regions">In the order in which they are written.</param>
/// <param name="UsedBytes">[operators] bytes in use while each operator runs, bytes shared in place counted once.</param>
public sealed record ArenaMap(int ArenaBytes, IReadOnlyList<ArenaRegion> Regions, IReadOnlyList<int> UsedBytes)
{
    /// <summary>The operator that needs most.</summary>
    public int PeakOperator => UsedBytes.ToList().IndexOf(UsedBytes.Max());

    /// <summary>What the activations would take if none shared a place.</summary>
    public long UnsharedBytes => Regions.Where(region => region.Kind != ArenaRegionKind.Scratch).Sum(region => (long)region.Bytes);

    /// <summary>The map of <paramref name="model"/>.</summary>
    public static ArenaMap Of(Model model)
    {
        int last = model.Operators.Length - 1;
        var regions = new List<ArenaRegion> { new(ArenaRegionKind.Input, model.Input.Offset, model.Input.Count, 0, LastRead(model, model.Input)) };
        for (int index = 0; index <= last; index++)
        {
            Operator op = model.Operators[index];
            int end = op.Output == model.Output ? last : Math.Max(index, LastRead(model, op.Output));
            regions.Add(new ArenaRegion(ArenaRegionKind.Activation, op.Output.Offset, op.Output.Count, index, end));
            if (op.ScratchBytes > 0)
            {
                regions.Add(new ArenaRegion(ArenaRegionKind.Scratch, op.ScratchOffset, op.ScratchBytes, index, index));
            }
        }

        return new ArenaMap(model.ArenaBytes, regions, [.. Enumerable.Range(0, last + 1).Select(index => Union(regions.Where(region => region.IsLiveAt(index))))]);
    }

    private static int LastRead(Model model, Tensor tensor) =>
        Array.FindLastIndex(model.Operators, op => op.Input == tensor || op.Input2 == tensor);

    private static int Union(IEnumerable<ArenaRegion> regions)
    {
        int bytes = 0;
        int end = 0;
        foreach (ArenaRegion region in regions.OrderBy(region => region.Offset))
        {
            bytes += Math.Max(0, region.Offset + region.Bytes - Math.Max(end, region.Offset));
            end = Math.Max(end, region.Offset + region.Bytes);
        }

        return bytes;
    }
}
