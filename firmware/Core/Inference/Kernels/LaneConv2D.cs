// SPDX-License-Identifier: MIT
// As Conv2D, PointwiseConv2D and FullyConnected, which is a convolution with one pixel. Pixels go through in batches: all values a
// batch reads are packed before its first output is written, and batches keep the direction of the operator's rows, so whatever
// RowOrder allows to overlap may overlap here.
using System;

namespace Embedded.Inference.Kernels;

/// <summary>Convolution and fully connected layer, three pixels in a number.</summary>
internal static class LaneConv2D
{
    /// <summary>Runs the operator.</summary>
    public static void Run(Operator op, LaneOperator lanes, LaneScratch scratch, sbyte[] arena)
    {
        int pixels = op.Kind == OperatorKind.FullyConnected ? 1 : op.Output.Height * op.Output.Width;
        int groups = (pixels + 2) / 3;
        int batch = LaneScratch.Groups(op, lanes);
        LanePacking.Start(op, scratch);
        for (int done = 0; done < groups; done += batch)
        {
            int count = groups - done < batch ? groups - done : batch;
            int first = 3 * (op.InPlaceMode == EmbFormat.InPlaceBackward ? groups - done - count : done);
            LanePacking.Run(op, lanes, scratch, arena, first, pixels, count);
            int inBatch = pixels - first < 3 * count ? pixels - first : 3 * count;
            for (int outC = 0; outC < op.Output.Channels; outC += LaneScratch.Block)
            {
                RunBlock(op, lanes, scratch, arena, first, inBatch, outC);
            }
        }
    }

    private static void RunBlock(Operator op, LaneOperator lanes, LaneScratch scratch, sbyte[] arena, int first, int pixels, int outC)
    {
        int count = op.Output.Channels - outC < LaneScratch.Block ? op.Output.Channels - outC : LaneScratch.Block;
        int taps = lanes.Taps;
        sbyte[] weights = op.Weights;
        sbyte[][] filters = scratch.Filters;
        for (int filter = 0; filter < count; filter++)
        {
            Array.Copy(weights, (outC + filter) * taps, filters[filter], 0, taps);
        }

        int groups = (pixels + 2) / 3;
        if (lanes.Segment == lanes.PaddedTaps)
        {
            LaneDot.Run(scratch, groups, lanes.PaddedTaps, 0, lanes.PaddedTaps);
            LaneRequantize.Run(op, lanes, scratch.Sums, arena, first, pixels, outC, count);
            return;
        }

        for (int start = 0; start < lanes.PaddedTaps; start += lanes.Segment)
        {
            int end = start + lanes.Segment < lanes.PaddedTaps ? start + lanes.Segment : lanes.PaddedTaps;
            LaneDot.Run(scratch, groups, lanes.PaddedTaps, start, end);
            LaneRequantize.Widen(scratch, groups, start == 0);
        }

        LaneRequantize.RunWide(op, lanes, scratch.WideSums, arena, first, pixels, outC, count);
    }
}
