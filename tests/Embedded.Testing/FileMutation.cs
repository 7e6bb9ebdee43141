// SPDX-License-Identifier: MIT
using System.Buffers.Binary;
using Embedded.Compiler.Formats.Emb;
using Embedded.Inference;

namespace Embedded.Testing;

/// <summary>Damages a model file in one of the ways that files get damaged, or forged.</summary>
public sealed class FileMutation
{
    private static readonly long[] Extremes = [0, 1, -1, 2, 15, 16, 31, 32, 127, 128, 255, 256, 32767, 32768, 65535, 65536, int.MaxValue, int.MinValue, int.MaxValue - 15, 1 << 26, 1 << 30, -16];

    private readonly Random _random;
    private readonly byte[] _original;

    private FileMutation(byte[] original, int seed)
    {
        _random = new Random(seed);
        _original = original;
    }

    /// <summary>The damaged file; of three mutations out of five, the length and the CRC-32 are made right afterwards.</summary>
    public static (byte[] File, bool IsRepaired) Apply(byte[] original, int seed)
    {
        var mutation = new FileMutation(original, seed);
        byte[] file = mutation.Damage();
        bool isRepaired = seed % 5 < 3 && file.Length >= EmbFormat.HeaderBytes;
        if (isRepaired)
        {
            BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(8), file.Length);
            EmbWriter.Seal(file);
        }

        return (file, isRepaired);
    }

    private byte[] Damage()
    {
        byte[] file = (byte[])_original.Clone();
        switch (_random.Next(10))
        {
            case 0:
                return file[.._random.Next(file.Length)];
            case 1:
                byte[] longer = new byte[file.Length + _random.Next(1, 100)];
                _random.NextBytes(longer);
                file.CopyTo(longer, 0);
                return longer;
            case 2:
                int position = Position(1);
                file[position] ^= (byte)(1 << _random.Next(8));
                return file;
            case 3:
                file[Position(1)] = (byte)_random.Next(256);
                return file;
            case 4:
                _random.NextBytes(file.AsSpan(Position(8), _random.Next(1, 9)));
                return file;
            case 5:
                int count = 1 << _random.Next(7);
                int from = Position(count);
                int to = Position(count);
                _original.AsSpan(from, count).CopyTo(file.AsSpan(to));
                _original.AsSpan(to, count).CopyTo(file.AsSpan(from));
                return file;
            case 6:
                int length = _random.Next(1, 200);
                file.AsSpan(Position(length), length).Clear();
                return file;
            case 7:
                BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(Position(2) & ~1), unchecked((short)Extreme()));
                return file;
            case 8:
                BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(Position(4) & ~3), unchecked((int)Extreme()));
                return file;
            default: // several fields at once
                for (int field = _random.Next(2, 5); field > 0; field--)
                {
                    BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(Position(2) & ~1), unchecked((short)Extreme()));
                }

                return file;
        }
    }

    private long Extreme() => Extremes[_random.Next(Extremes.Length)];

    /// <summary>Three times out of four in front of the constants, where the structure is.</summary>
    private int Position(int room)
    {
        int end = _random.Next(4) == 0 ? _original.Length : SectionTable.Read(new SegmentedModel(_original)).Start(EmbFormat.ConstantSection);
        return _random.Next(end - room + 1);
    }
}
