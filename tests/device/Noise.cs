// SPDX-License-Identifier: MIT
namespace Embedded.DeviceTests;

/// <summary>Bytes that are the same on the PC and on the device without being stored: the high bytes of a linear congruential generator (Knuth's constants of Numerical Recipes).</summary>
public sealed class Noise
{
    private uint _state;

    /// <summary>Starts at a seed.</summary>
    public Noise(int seed)
    {
        _state = (uint)seed;
    }

    /// <summary>The next byte.</summary>
    public int Next()
    {
        _state = _state * 1664525 + 1013904223;
        return (int)(_state >> 24);
    }

    /// <summary>Fills bytes.</summary>
    public byte[] Bytes(int count)
    {
        byte[] values = new byte[count];
        for (int index = 0; index < count; index++)
        {
            values[index] = (byte)Next();
        }

        return values;
    }

    /// <summary>Fills int8 values [start .. start + count).</summary>
    public void Fill(sbyte[] values, int start, int count)
    {
        for (int index = start; index < start + count; index++)
        {
            values[index] = (sbyte)Next();
        }
    }
}
