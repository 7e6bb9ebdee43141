// SPDX-License-Identifier: MIT
namespace Embedded.Compiler.Quantization;

/// <summary>What a layer's output channels make of its grid.</summary>
public sealed record ChannelReport
{
    /// <summary>From this share of values at one end on, a channel is saturated there.</summary>
    public const double SaturatedFrom = 0.1;

    /// <summary>Number of channels.</summary>
    public required int Count { get; init; }

    /// <summary>Channels that the float network gives one value everywhere, in all pictures.</summary>
    public required int[] Dead { get; init; }

    /// <summary>Channels that are alive in floats and have one value on the grid.</summary>
    public required int[] Lost { get; init; }

    /// <summary>Channels with at least <see cref="SaturatedFrom"/> of their values at the largest output value.</summary>
    public required ChannelShare[] SaturatedTop { get; init; }

    /// <summary>Channels with at least <see cref="SaturatedFrom"/> of their values at the smallest output value; none if that is natural.</summary>
    public required ChannelShare[] SaturatedBottom { get; init; }

    /// <summary>True if the top is where the network itself clamps: real 6 of a ReLU6.</summary>
    public required bool IsTopNatural { get; init; }

    /// <summary>True if the bottom is real 0 of values that are never negative: behind a ReLU many values are 0.</summary>
    public required bool IsBottomNatural { get; init; }

    /// <summary>Share of all values at the smallest output value, 0 to 1.</summary>
    public required double BottomShare { get; init; }

    /// <summary>Largest range of a channel over the smallest of one that is not dead, 1 or more; 0 if all are dead.</summary>
    public required double Spread { get; init; }

    /// <summary>The channel with the largest range, and the share of the grid that it uses; null if all are dead.</summary>
    public required ChannelShare? Widest { get; init; }

    /// <summary>The live channel with the smallest range, and the share of the grid that it uses; null if all are dead.</summary>
    public required ChannelShare? Narrowest { get; init; }

    /// <summary>The live channel in the middle, and the share of the grid that it uses; null if all are dead.</summary>
    public required ChannelShare? Middle { get; init; }

    /// <summary>Reports on channels whose statistics were counted between <see cref="GridEnds"/> of the same layer.</summary>
    internal static ChannelReport Of(ChannelStatistics statistics, TensorQuantization grid, GridEnds ends)
    {
        int[] dead = statistics.Dead();
        int[] live = [.. Enumerable.Range(0, statistics.Channels).Except(dead).OrderBy(statistics.Range)];
        double covered = 255.0 * grid.Scale;
        bool isBottomNatural = ends.BottomReal == 0 && statistics.Minimum.Min() >= 0;
        return new ChannelReport
        {
            Count = statistics.Channels,
            Dead = dead,
            Lost = [.. live.Where(channel => grid.Quantize(statistics.Minimum[channel]) == grid.Quantize(statistics.Maximum[channel])).Order()],
            SaturatedTop = Saturated(statistics.TopShare),
            SaturatedBottom = isBottomNatural ? [] : Saturated(statistics.BottomShare),
            IsTopNatural = ends.IsTopOfNetwork,
            IsBottomNatural = isBottomNatural,
            BottomShare = Enumerable.Range(0, statistics.Channels).Average(statistics.BottomShare),
            Spread = live.Length == 0 ? 0 : statistics.Range(live[^1]) / (double)statistics.Range(live[0]),
            Widest = ShareOf(live.Length - 1),
            Narrowest = ShareOf(0),
            Middle = ShareOf(live.Length / 2),
        };

        ChannelShare[] Saturated(Func<int, double> share) =>
            [.. live.Where(channel => share(channel) >= SaturatedFrom).Order().Select(channel => new ChannelShare(channel, share(channel)))];

        ChannelShare? ShareOf(int rank) => live.Length == 0 ? null : new ChannelShare(live[rank], statistics.Range(live[rank]) / covered);
    }
}
