// SPDX-License-Identifier: MIT
namespace Embedded.Inference;

/// <summary>CRC-32 as in Ethernet, zip and PNG (reflected polynomial 0xEDB88320), four bits a step so that its table stays tiny.</summary>
public sealed class Crc32
{
    private readonly uint[] _table = new uint[16];
    private uint _state = 0xFFFFFFFF;

    /// <summary>Starts a new sum.</summary>
    public Crc32()
    {
        for (uint index = 0; index < 16; index++)
        {
            uint value = index;
            for (int bit = 0; bit < 4; bit++)
            {
                value = (value & 1) != 0 ? (value >> 1) ^ 0xEDB88320 : value >> 1;
            }

            _table[index] = value;
        }
    }

    /// <summary>The sum of all bytes of an array.</summary>
    public static uint Of(byte[] bytes)
    {
        Crc32 crc = new Crc32();
        crc.Add(bytes, 0, bytes.Length);
        return crc.Value;
    }

    /// <summary>The sum of all bytes added since the start or the last <see cref="Reset"/>.</summary>
    public uint Value => ~_state;

    /// <summary>Forgets all bytes.</summary>
    public void Reset()
    {
        _state = 0xFFFFFFFF;
    }

    /// <summary>Adds bytes[start .. start + count).</summary>
    public void Add(byte[] bytes, int start, int count)
    {
        uint state = _state;
        for (int index = start; index < start + count; index++)
        {
            state ^= bytes[index];
            state = (state >> 4) ^ _table[(int)(state & 15)];
            state = (state >> 4) ^ _table[(int)(state & 15)];
        }

        _state = state;
    }

    /// <summary>Adds int8 values [start .. start + count), each as its byte.</summary>
    public void Add(sbyte[] values, int start, int count)
    {
        uint state = _state;
        for (int index = start; index < start + count; index++)
        {
            state ^= (byte)values[index];
            state = (state >> 4) ^ _table[(int)(state & 15)];
            state = (state >> 4) ^ _table[(int)(state & 15)];
        }

        _state = state;
    }
}
