// SPDX-License-Identifier: MIT
namespace Embedded.Inference;

/// <summary>Reads the operator table and each operator's constants, and checks shapes and values of every operator.</summary>
internal sealed class OperatorReader
{
    private readonly ByteReader _reader;
    private readonly SectionTable _sections;
    private readonly Tensor[] _tensors;
    private readonly int _constantStart;
    private readonly int _constantBytes;
    private readonly bool _keepsConstants;
    private int _constantBytesRead;
    private byte[] _table;
    private int _index;

    public OperatorReader(ByteReader reader, SectionTable sections, Tensor[] tensors, bool keepsConstants)
    {
        _reader = reader;
        _sections = sections;
        _tensors = tensors;
        _keepsConstants = keepsConstants;
        _constantStart = sections.Start(EmbFormat.ConstantSection);
        _constantBytes = sections.Length(EmbFormat.ConstantSection);
    }

    public Operator[] ReadAll()
    {
        _table = _reader.Block(_sections.Start(EmbFormat.OperatorSection), _sections.Length(EmbFormat.OperatorSection));
        int count = _table.Length / EmbFormat.OperatorBytes;
        if (count == 0 || count > EmbFormat.MaxOperators || count * EmbFormat.OperatorBytes != _table.Length)
        {
            throw new ModelFormatException(ModelError.BadSection, -1);
        }

        Operator[] operators = new Operator[count];
        for (_index = 0; _index < count; _index++)
        {
            operators[_index] = Read(_index * EmbFormat.OperatorBytes);
        }

        return operators;
    }

    private Operator Read(int at)
    {
        Operator op = new Operator();
        op.Kind = (OperatorKind)_table[at];
        op.InPlaceMode = _table[at + 1];
        op.WeightLayout = _table[at + 2];
        op.Activation = _table[at + 3];
        op.Input = FindTensor(ByteReader.U16(_table, at + 4));
        int second = ByteReader.U16(_table, at + 6);
        op.Input2 = second == EmbFormat.NoTensor ? null : FindTensor(second);
        op.Output = FindTensor(ByteReader.U16(_table, at + 8));
        op.SourceIndex = ByteReader.U16(_table, at + 10);
        op.SourceCount = ByteReader.U16(_table, at + 12);
        op.FilterHeight = _table[at + 14];
        op.FilterWidth = _table[at + 15];
        op.StrideY = _table[at + 16];
        op.StrideX = _table[at + 17];
        op.PadTop = _table[at + 18];
        op.PadLeft = _table[at + 19];
        op.PadBottom = _table[at + 20];
        op.PadRight = _table[at + 21];
        op.DepthMultiplier = ByteReader.U16(_table, at + 22);
        op.ActivationMin = ByteReader.I16(_table, at + 24);
        op.ActivationMax = ByteReader.I16(_table, at + 26);
        op.ScratchOffset = ByteReader.I32(_table, at + 28);
        op.ScratchBytes = ByteReader.I32(_table, at + 32);
        op.Parameters = new int[EmbFormat.ParameterCount];
        for (int index = 0; index < op.Parameters.Length; index++)
        {
            op.Parameters[index] = ByteReader.I32(_table, at + 52 + 4 * index);
        }

        Check(op.WeightLayout == EmbFormat.ReferenceLayout, ModelError.UnknownWeightLayout);
        Check(op.ScratchBytes >= 0 && op.ScratchOffset >= 0 && op.ScratchBytes <= _sections.ArenaBytes
            && op.ScratchOffset <= _sections.ArenaBytes - op.ScratchBytes, ModelError.ArenaOverlap);
        Check(op.ActivationMin >= -128 && op.ActivationMin <= op.ActivationMax && op.ActivationMax <= 127, ModelError.BadOperatorValue);
        int weights = new OperatorShapes(op, _index).CheckAndCountWeights();
        if (weights > 0)
        {
            ReadConstants(op, at, weights);
        }

        return op;
    }

    private void ReadConstants(Operator op, int at, int weights)
    {
        int channels = op.Output.Channels;
        int weightPosition = Constants(at + 36, weights);
        int biasPosition = Constants(at + 40, 4 * channels);
        int[] multipliers = _reader.Int32(Constants(at + 44, 4 * channels), channels);
        sbyte[] shifts = _reader.Int8(Constants(at + 48, channels), channels);
        for (int channel = 0; channel < channels; channel++)
        {
            int multiplier = multipliers[channel];
            int shift = shifts[channel];
            Check((multiplier == 0 || multiplier >= 1 << 30) && shift >= -31 && shift <= 30, ModelError.BadOperatorValue);
        }

        if (_keepsConstants)
        {
            op.Weights = _reader.Int8(weightPosition, weights);
            op.Bias = _reader.Int32(biasPosition, channels);
            op.Multiplier = multipliers;
            op.Shift = shifts;
        }
    }

    /// <summary>
    /// File position of a constant whose offset in its section stands at <paramref name="field"/> of the table. All constants
    /// together fit the section, so that a small file cannot ask for much memory by naming the same bytes again and again.
    /// </summary>
    private int Constants(int field, int bytes)
    {
        int offset = ByteReader.I32(_table, field);
        Check(offset >= 0 && offset % EmbFormat.Alignment == 0 && bytes <= _constantBytes && offset <= _constantBytes - bytes, ModelError.BadConstants);
        Check(bytes <= _constantBytes - _constantBytesRead, ModelError.BadConstants);
        _constantBytesRead += bytes;
        return _constantStart + offset;
    }

    private Tensor FindTensor(int index)
    {
        Check(index < _tensors.Length, ModelError.BadOperatorTensor);
        return _tensors[index];
    }

    private void Check(bool isTrue, int code)
    {
        if (!isTrue)
        {
            throw new ModelFormatException(code, _index);
        }
    }
}
