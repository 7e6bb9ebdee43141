// SPDX-License-Identifier: MIT
namespace Embedded.Inference;

/// <summary>The checked header of a model file: magic, version, length, CRC-32 and where each section lies.</summary>
public sealed class SectionTable
{
    private uint[] _ids;
    private int[] _starts;
    private int[] _lengths;

    private SectionTable()
    {
    }

    /// <summary>Bytes of the arena.</summary>
    public int ArenaBytes { get; private set; }

    /// <summary>The file's CRC-32.</summary>
    public uint Crc { get; private set; }

    /// <summary>Number of sections.</summary>
    public int Count => _ids.Length;

    /// <summary>Reads and checks the header of a file.</summary>
    /// <exception cref="ModelFormatException">Another kind of file, a newer one, or a damaged one.</exception>
    public static SectionTable Read(IModelSource source) => Read(new ByteReader(source));

    /// <summary>The id of the section in row <paramref name="row"/>.</summary>
    public uint Id(int row) => _ids[row];

    /// <summary>True if the file has the section.</summary>
    public bool Has(uint id)
    {
        for (int row = 0; row < _ids.Length; row++)
        {
            if (_ids[row] == id)
            {
                return true;
            }
        }

        return false;
    }

    internal static SectionTable Read(ByteReader reader)
    {
        if (reader.Length < 4 || ByteReader.U32(reader.Block(0, 4), 0) != EmbFormat.Magic)
        {
            throw new ModelFormatException(ModelError.NotAModel, -1);
        }

        byte[] header = reader.Block(0, EmbFormat.HeaderBytes);
        int version = ByteReader.U16(header, 4);
        if (version != EmbFormat.Version)
        {
            throw new ModelFormatException(version == 0 ? ModelError.NotAModel : ModelError.NewerVersion, version);
        }

        if (ByteReader.I32(header, 8) != reader.Length)
        {
            throw new ModelFormatException(ModelError.WrongLength, -1);
        }

        SectionTable table = new SectionTable();
        table.Crc = ByteReader.U32(header, EmbFormat.CrcPosition);
        if (table.Crc != reader.CrcFrom(EmbFormat.CrcStart))
        {
            throw new ModelFormatException(ModelError.WrongCrc, -1);
        }

        table.ArenaBytes = ByteReader.I32(header, 16);
        if (table.ArenaBytes < 1 || table.ArenaBytes > EmbFormat.MaxArenaBytes)
        {
            throw new ModelFormatException(ModelError.BadArena, -1);
        }

        table.ReadRows(reader, ByteReader.U16(header, 6));
        return table;
    }

    /// <summary>Position of a section's first byte.</summary>
    public int Start(uint id) => _starts[Find(id)];

    /// <summary>Bytes of a section.</summary>
    public int Length(uint id) => _lengths[Find(id)];

    private void ReadRows(ByteReader reader, int count)
    {
        if (count == 0 || count > EmbFormat.MaxSections)
        {
            throw new ModelFormatException(ModelError.BadSection, -1);
        }

        byte[] rows = reader.Block(EmbFormat.HeaderBytes, count * EmbFormat.SectionBytes);
        _ids = new uint[count];
        _starts = new int[count];
        _lengths = new int[count];
        int first = reader.Length;
        for (int row = 0; row < count; row++)
        {
            int at = row * EmbFormat.SectionBytes;
            _ids[row] = ByteReader.U32(rows, at);
            _starts[row] = ByteReader.I32(rows, at + 4);
            _lengths[row] = ByteReader.I32(rows, at + 8);
            bool isRequired = (ByteReader.U32(rows, at + 12) & EmbFormat.RequiredFlag) != 0;
            if (_starts[row] < EmbFormat.HeaderBytes + rows.Length || _starts[row] % EmbFormat.Alignment != 0
                || _lengths[row] < 0 || _starts[row] > reader.Length - _lengths[row])
            {
                throw new ModelFormatException(ModelError.BadSection, row);
            }

            if (isRequired && !IsKnown(_ids[row]))
            {
                throw new ModelFormatException(ModelError.UnknownSection, row);
            }

            CheckIsNew(row);
            first = _starts[row] < first ? _starts[row] : first;
        }

        if (first != EmbFormat.HeaderBytes + rows.Length)
        {
            throw new ModelFormatException(ModelError.BadSection, -1); // the CRC-32 does not cover the number of sections, this does
        }
    }

    private void CheckIsNew(int row)
    {
        for (int earlier = 0; earlier < row; earlier++)
        {
            if (_ids[earlier] == _ids[row])
            {
                throw new ModelFormatException(ModelError.BadSection, row);
            }
        }
    }

    private int Find(uint id)
    {
        for (int row = 0; row < _ids.Length; row++)
        {
            if (_ids[row] == id)
            {
                return row;
            }
        }

        throw new ModelFormatException(ModelError.BadSection, -1);
    }

    private static bool IsKnown(uint id) =>
        id == EmbFormat.InputSection || id == EmbFormat.TensorSection || id == EmbFormat.OperatorSection || id == EmbFormat.ConstantSection
        || id == EmbFormat.LabelSection || id == EmbFormat.DecisionSection || id == EmbFormat.NoteSection;
}
