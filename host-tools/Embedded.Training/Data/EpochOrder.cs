// SPDX-License-Identifier: MIT
namespace Embedded.Training.Data;

/// <summary>
/// Which pictures an epoch shows, in which order. An order is a list of draws: draw modulo the number of pictures is the picture's index, and
/// a picture that an epoch shows again has another draw each time, so that it can be varied anew. Seed and epoch determine it.
/// </summary>
internal static class EpochOrder
{
    /// <summary>Every picture once (Fisher and Yates).</summary>
    /// <param name="count">Number of pictures.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="epoch">From 1.</param>
    public static int[] Shuffled(int count, long seed, int epoch)
    {
        int[] order = Enumerable.Range(0, count).ToArray();
        Shuffle(order, new SeededRandom(seed, RandomPurpose.Shuffle, epoch));
        return order;
    }

    /// <summary>
    /// Every class equally often, to one picture, whatever its size. The classes take turns over the whole run, and so do the pictures of each
    /// class: none is shown a second time before all of its class were shown, in this epoch or earlier ones.
    /// </summary>
    /// <param name="source">The pictures.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="epoch">From 1.</param>
    /// <param name="length">Pictures an epoch.</param>
    public static int[] Balanced(ISampleSource source, long seed, int epoch, int length)
    {
        int count = source.Count;
        int[][] classes = [.. Enumerable.Range(0, count).GroupBy(source.Label).OrderBy(group => group.Key).Select(group => group.ToArray())];
        var turns = new (long Number, int[] Order)[classes.Length]; // the pass over its pictures in which each class is
        Array.Fill(turns, (-1, []));
        var shown = new int[count];
        int distinct = int.MaxValue / count;
        var order = new int[length];
        for (int place = 0; place < length; place++)
        {
            long turn = (long)(epoch - 1) * length + place;
            int group = (int)(turn % classes.Length);
            (long pass, long at) = Math.DivRem(turn / classes.Length, classes[group].Length);
            if (turns[group].Number != pass)
            {
                turns[group] = (pass, Pass(classes[group], seed, group, pass));
            }

            int index = turns[group].Order[at];
            order[place] = shown[index]++ % distinct * count + index;
        }

        Shuffle(order, new SeededRandom(seed, RandomPurpose.Shuffle, epoch));
        return order;
    }

    /// <summary>The pictures of a class in the order of its pass number <paramref name="pass"/>.</summary>
    private static int[] Pass(int[] pictures, long seed, int group, long pass)
    {
        int[] order = (int[])pictures.Clone();
        Shuffle(order, new SeededRandom(seed, RandomPurpose.Balance + group, pass));
        return order;
    }

    private static void Shuffle(int[] order, SeededRandom random)
    {
        for (int last = order.Length - 1; last > 0; last--)
        {
            int other = random.Below(last + 1);
            (order[last], order[other]) = (order[other], order[last]);
        }
    }
}
