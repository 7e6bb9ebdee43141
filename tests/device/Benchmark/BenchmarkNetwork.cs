// SPDX-License-Identifier: MIT
// A .emb file made in memory, so that the benchmark needs no model; docs/model-format.md describes every byte.
using Embedded.Inference;

namespace Embedded.Benchmark;

/// <summary>
/// MobileNetV1 0.25 at 96x96x3 with five classes (Howard et al. 2017, table 1), without softmax. Weights are drawn from [-80, 80],
/// about as large as those of a trained network, so that lanes fill as they do there.
/// </summary>
public sealed class BenchmarkNetwork
{
    /// <summary>Multiply-accumulates of a frame.</summary>
    public const int MultiplyAccumulates = 7490432;

    private const int Operators = 29;
    private const int TensorTable = 160; // header, six sections, input specification
    private const int LabelTable = TensorTable + (Operators + 1) * EmbFormat.TensorBytes;
    private const int DecisionTable = LabelTable + 16;
    private const int OperatorTable = DecisionTable + EmbFormat.DecisionBytes;
    private const int ConstantTable = OperatorTable + Operators * EmbFormat.OperatorBytes;
    private const int LargestTensor = 48 * 48 * 16;

    private readonly byte[] _file = new byte[300000]; // more than the file has
    private int _operator;
    private int _constants;
    private int _side = 96;
    private int _channels = 3;
    private uint _random = 1;

    private BenchmarkNetwork()
    {
    }

    /// <summary>The file, the same bytes every time.</summary>
    public static IModelSource Open()
    {
        BenchmarkNetwork network = new BenchmarkNetwork();
        int length = network.Write();
        byte[] file = new byte[length];
        System.Array.Copy(network._file, 0, file, 0, length);
        return new SegmentedModel(file);
    }

    private int Write()
    {
        WriteTensor(0);
        Weighted(OperatorKind.Conv2D, 3, 2, 8);
        Block(1, 16);
        Block(2, 32);
        Block(1, 32);
        Block(2, 64);
        Block(1, 64);
        Block(2, 128);
        for (int repeat = 0; repeat < 5; repeat++)
        {
            Block(1, 128);
        }

        Block(2, 256);
        Block(1, 256);
        Append(OperatorKind.AveragePool2D, 3, 1, 0, 1, _channels);
        Weighted(OperatorKind.Conv2D, 1, 1, 5);
        WriteHeader(ConstantTable + _constants);
        return ConstantTable + _constants;
    }

    private void Block(int stride, int outChannels)
    {
        Weighted(OperatorKind.DepthwiseConv2D, 3, stride, _channels);
        Weighted(OperatorKind.Conv2D, 1, 1, outChannels);
    }

    private void Weighted(OperatorKind kind, int filter, int stride, int outChannels)
    {
        int taps = filter * filter * (kind == OperatorKind.Conv2D ? _channels : 1);
        int row = Append(kind, filter, stride, filter - 1, (_side + stride - 1) / stride, outChannels);
        int shift = 5;
        for (int power = taps; power >= 4; power /= 4)
        {
            shift++; // outputs stay in range: the sum of n products grows as the square root of n
        }

        for (int index = 0; index < taps * outChannels; index++)
        {
            _file[ConstantTable + _constants + index] = (byte)(Draw(161) - 80);
        }

        Constant(row + 36, taps * outChannels);
        for (int channel = 0; channel < outChannels; channel++)
        {
            U32(ConstantTable + _constants + 4 * channel, Draw(8192) - 4096);
        }

        Constant(row + 40, 4 * outChannels);
        for (int channel = 0; channel < outChannels; channel++)
        {
            U32(ConstantTable + _constants + 4 * channel, (1 << 30) + (Draw(1 << 15) << 15));
        }

        Constant(row + 44, 4 * outChannels);
        for (int channel = 0; channel < outChannels; channel++)
        {
            _file[ConstantTable + _constants + channel] = (byte)-shift;
        }

        Constant(row + 48, outChannels);
    }

    /// <summary>Writes an operator's record and its output tensor; returns where the record is.</summary>
    private int Append(OperatorKind kind, int filter, int stride, int padding, int outSide, int outChannels)
    {
        int row = OperatorTable + _operator * EmbFormat.OperatorBytes;
        int before = stride == 2 ? 0 : padding / 2; // SAME: an even side pads behind only
        _file[row] = (byte)kind;
        U16(row + 4, _operator);
        U16(row + 6, EmbFormat.NoTensor);
        U16(row + 8, _operator + 1);
        U16(row + 10, _operator);
        U16(row + 12, 1);
        _file[row + 14] = (byte)filter;
        _file[row + 15] = (byte)filter;
        _file[row + 16] = (byte)stride;
        _file[row + 17] = (byte)stride;
        _file[row + 18] = (byte)before;
        _file[row + 19] = (byte)before;
        _file[row + 20] = (byte)(padding / 2);
        _file[row + 21] = (byte)(padding / 2);
        U16(row + 22, 1);
        U16(row + 24, -128);
        U16(row + 26, 127);
        _side = outSide;
        _channels = outChannels;
        _operator++;
        WriteTensor(_operator);
        return row;
    }

    private void WriteTensor(int index)
    {
        int row = TensorTable + index * EmbFormat.TensorBytes;
        U16(row, _side);
        U16(row + 2, _side);
        U16(row + 4, _channels);
        _file[row + 6] = 4;
        U32(row + 8, index % 2 * LargestTensor);
        U32(row + 12, 0x3C000000); // 1/128
        U32(row + 16, index == 0 ? 0 : -128);
    }

    private void WriteHeader(int length)
    {
        U32(0, unchecked((int)EmbFormat.Magic));
        U16(4, EmbFormat.Version);
        U16(6, 6);
        U32(8, length);
        U32(16, 2 * LargestTensor);
        Section(0, EmbFormat.InputSection, TensorTable - EmbFormat.InputBytes, EmbFormat.InputBytes);
        Section(1, EmbFormat.TensorSection, TensorTable, (Operators + 1) * EmbFormat.TensorBytes);
        Section(2, EmbFormat.LabelSection, LabelTable, 2);
        Section(3, EmbFormat.DecisionSection, DecisionTable, EmbFormat.DecisionBytes);
        Section(4, EmbFormat.OperatorSection, OperatorTable, Operators * EmbFormat.OperatorBytes);
        Section(5, EmbFormat.ConstantSection, ConstantTable, _constants);
        int input = TensorTable - EmbFormat.InputBytes;
        U16(input, 96);
        U16(input + 2, 96);
        U16(input + 4, 3);
        U16(input + 10, Operators);
        _file[DecisionTable] = 1;
        U16(DecisionTable + 2, -1);
        Crc32 crc = new Crc32();
        crc.Add(_file, EmbFormat.CrcStart, length - EmbFormat.CrcStart);
        U32(EmbFormat.CrcPosition, (int)crc.Value);
    }

    private void Section(int row, uint id, int start, int bytes)
    {
        int at = EmbFormat.HeaderBytes + row * EmbFormat.SectionBytes;
        U32(at, (int)id);
        U32(at + 4, start);
        U32(at + 8, bytes);
        U32(at + 12, (int)EmbFormat.RequiredFlag);
    }

    /// <summary>Ends a constant whose offset goes to <paramref name="field"/>.</summary>
    private void Constant(int field, int bytes)
    {
        U32(field, _constants);
        _constants += (bytes + EmbFormat.Alignment - 1) / EmbFormat.Alignment * EmbFormat.Alignment;
    }

    private int Draw(int limit)
    {
        _random = _random * 1664525 + 1013904223;
        return (int)((_random >> 16) * (uint)limit >> 16);
    }

    private void U16(int at, int value)
    {
        _file[at] = (byte)value;
        _file[at + 1] = (byte)(value >> 8);
    }

    private void U32(int at, int value)
    {
        U16(at, value);
        U16(at + 2, value >> 16);
    }
}
