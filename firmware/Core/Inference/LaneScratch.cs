// SPDX-License-Identifier: MIT
namespace Embedded.Inference;

/// <summary>The memory that lane kernels work in, taken once: as much as the largest operator of the network needs.</summary>
internal sealed class LaneScratch
{
    /// <summary>Filters that go over one packed group of pixels together.</summary>
    public const int Block = 8;

    /// <summary>Most taps of a filter.</summary>
    public const int MaxTaps = 4096;

    /// <summary>Longest row of a depthwise convolution's input, padding included.</summary>
    public const int MaxRowBytes = 16384;

    /// <summary>Input rows that three output rows of a 3x3 filter see.</summary>
    public const int RowCount = 5;

    private const int UsualValues = 1536;
    private const int MaxGroups = 64;

    private int _taps;
    private int _values;
    private int _groups;
    private int _wideGroups;
    private int _patchTaps;
    private int _rowBytes;
    private int _zeroBytes;

    /// <summary>[groups, padded taps] of a convolution: the values of three pixels in one number; [3, outC] of a depthwise convolution: filter rows.</summary>
    public long[] Values { get; private set; }

    /// <summary>[groups, Block] sums of three pixels in one number.</summary>
    public long[] Sums { get; private set; }

    /// <summary>[groups, Block, 3] sums of filters that do not fit a lane; empty if there are none.</summary>
    public int[] WideSums { get; private set; }

    /// <summary>[Block][taps] filters.</summary>
    public sbyte[][] Filters { get; private set; }

    /// <summary>[3, padded taps] what the filter sees of three output pixels.</summary>
    public sbyte[] Patches { get; private set; }

    /// <summary>[RowCount][row bytes] input rows with their padding: input row y lies in number y mod RowCount.</summary>
    public sbyte[][] Rows { get; private set; }

    /// <summary>[RowCount] the input row that lies there.</summary>
    public int[] RowNumbers { get; private set; }

    /// <summary>Zero points: a row of the input or of a filter that lies outside.</summary>
    public sbyte[] ZeroRow { get; private set; }

    /// <summary>Groups of three pixels that a convolution packs at a time.</summary>
    public static int Groups(Operator op, LaneOperator lanes)
    {
        int pixels = op.Kind == OperatorKind.FullyConnected ? 1 : op.Output.Height * op.Output.Width;
        int all = (pixels + 2) / 3;
        int fit = UsualValues / lanes.PaddedTaps;
        fit = fit < 1 ? 1 : fit > MaxGroups ? MaxGroups : fit;
        return all < fit ? all : fit;
    }

    /// <summary>Makes room for an operator.</summary>
    public void Reserve(Operator op, LaneOperator lanes)
    {
        if (op.Kind == OperatorKind.DepthwiseConv2D)
        {
            _values = Larger(_values, 3 * op.Output.Channels);
            _rowBytes = Larger(_rowBytes, Kernels.LaneDepthwiseConv2D.RowBytes(op));
            _zeroBytes = Larger(_zeroBytes, _rowBytes);
            return;
        }

        int groups = Groups(op, lanes);
        _taps = Larger(_taps, lanes.PaddedTaps);
        _values = Larger(_values, groups * lanes.PaddedTaps);
        _groups = Larger(_groups, groups);
        _wideGroups = lanes.Segment < lanes.PaddedTaps ? Larger(_wideGroups, groups) : _wideGroups;
        if (op.Kind == OperatorKind.Conv2D && !op.IsPointwise)
        {
            _patchTaps = Larger(_patchTaps, lanes.PaddedTaps);
            _zeroBytes = Larger(_zeroBytes, op.FilterWidth * op.Input.Channels);
        }
    }

    /// <summary>Takes what was reserved.</summary>
    public void Allocate()
    {
        Values = new long[_values];
        Sums = new long[_groups * Block];
        WideSums = new int[_wideGroups * Block * 3];
        Filters = Many(Block, _taps);
        Patches = new sbyte[3 * _patchTaps];
        Rows = Many(RowCount, _rowBytes);
        RowNumbers = new int[RowCount];
        ZeroRow = new sbyte[_zeroBytes];
    }

    private static sbyte[][] Many(int count, int length)
    {
        sbyte[][] arrays = new sbyte[count][];
        for (int index = 0; index < count; index++)
        {
            arrays[index] = new sbyte[length];
        }

        return arrays;
    }

    private static int Larger(int left, int right) => left > right ? left : right;
}
