// SPDX-License-Identifier: MIT
namespace Embedded.Compiler.Planning;

/// <summary>
/// Places blocks in the arena. Two that meet in time keep a distance: their size, or less for the input and output of an operator
/// that computes rows in order. One order of placing gives one arena, each block at the lowest offset that is free; several orders
/// are tried, then changes of the best one, until the arena is as small as one operator alone demands.
/// </summary>
internal sealed class ArenaPacker
{
    /// <summary>Offsets and sizes are multiples of this.</summary>
    public const int Alignment = 16;

    private const int Attempts = 400;

    private readonly ArenaBlock[] _blocks;
    private readonly int[][] _meets; // [blocks][] the others that are needed at the same time
    private readonly int[,] _shift; // [lower, upper] least distance of their offsets

    public ArenaPacker(IReadOnlyList<ArenaBlock> blocks)
    {
        _blocks = [.. blocks];
        _meets = new int[_blocks.Length][];
        _shift = new int[_blocks.Length, _blocks.Length];
        for (int lower = 0; lower < _blocks.Length; lower++)
        {
            _meets[lower] = [.. Enumerable.Range(0, _blocks.Length).Where(other => other != lower && _blocks[lower].Meets(_blocks[other]))];
            for (int upper = 0; upper < _blocks.Length; upper++)
            {
                _shift[lower, upper] = _blocks[lower].Bytes;
            }
        }
    }

    /// <summary>Lets <paramref name="upper"/> start <paramref name="bytes"/> behind the start of <paramref name="lower"/>, wherever that ends.</summary>
    public void Allow(int lower, int upper, int bytes)
    {
        _shift[lower, upper] = Math.Min(_shift[lower, upper], Align(bytes));
    }

    /// <summary>Bytes that two blocks take together at least.</summary>
    public int Together(int one, int other) => Math.Min(Span(one, other), Span(other, one));

    /// <summary>The smallest arena found, at best <paramref name="bound"/>.</summary>
    public (int Bytes, int[] Offsets) Pack(int bound)
    {
        int[] all = [.. Enumerable.Range(0, _blocks.Length)];
        int[][] orders =
        [
            [.. all.OrderByDescending(block => _blocks[block].Bytes).ThenBy(block => _blocks[block].Start)],
            [.. all.OrderByDescending(block => _meets[block].Sum(other => Together(block, other)))],
            all,
            [.. all.Reverse()],
        ];
        int[] order = orders[0];
        (int Bytes, int[] Offsets) best = Place(order);
        foreach (int[] other in orders.Skip(1))
        {
            Improve(other, ref order, ref best, bound);
        }

        var random = new Random(1);
        for (int attempt = 0; attempt < Attempts && best.Bytes > bound; attempt++)
        {
            List<int> changed = [.. order];
            int moved = changed[random.Next(changed.Count)];
            changed.Remove(moved);
            changed.Insert(random.Next(changed.Count + 1), moved);
            Improve([.. changed], ref order, ref best, bound);
        }

        return best;
    }

    /// <summary>Takes over an order that is no worse: equal ones lead away from where nothing else helps.</summary>
    private void Improve(int[] candidate, ref int[] order, ref (int Bytes, int[] Offsets) best, int bound)
    {
        if (best.Bytes <= bound)
        {
            return;
        }

        (int Bytes, int[] Offsets) placed = Place(candidate);
        if (placed.Bytes <= best.Bytes)
        {
            (order, best) = (candidate, placed);
        }
    }

    private (int Bytes, int[] Offsets) Place(int[] order)
    {
        var offsets = new int[_blocks.Length];
        Array.Fill(offsets, -1);
        int bytes = 0;
        var taken = new List<(int From, int To)>(); // offsets between which the block cannot start, both ends free
        foreach (int block in order)
        {
            taken.Clear();
            foreach (int other in _meets[block].Where(other => offsets[other] >= 0))
            {
                taken.Add((offsets[other] - _shift[block, other], offsets[other] + _shift[other, block]));
            }

            taken.Sort();
            int offset = 0;
            foreach ((int from, int to) in taken)
            {
                if (offset <= from)
                {
                    break;
                }

                offset = Math.Max(offset, to);
            }

            offsets[block] = offset;
            bytes = Math.Max(bytes, offset + _blocks[block].Bytes);
        }

        return (bytes, offsets);
    }

    private int Span(int lower, int upper) => Math.Max(_blocks[lower].Bytes, _shift[lower, upper] + _blocks[upper].Bytes);

    /// <summary>The next multiple of <see cref="Alignment"/>.</summary>
    public static int Align(int bytes) => (bytes + Alignment - 1) / Alignment * Alignment;
}
