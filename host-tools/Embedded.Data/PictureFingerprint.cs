// SPDX-License-Identifier: MIT
using System.Numerics;

namespace Embedded.Data;

/// <summary>
/// What stays of a picture when it is stored again, smaller or as another JPEG: a difference hash (whether each of 8 x 8 grey cells is
/// darker than the one to its right) to find candidates, and 16 x 16 colours to be sure.
/// </summary>
internal sealed class PictureFingerprint
{
    /// <summary>Pictures whose hashes differ in more bits are not compared further. Of unrelated pictures about 32 of the 64 differ.</summary>
    public const int MostHashBits = 16;

    /// <summary>Mean absolute difference of the small pictures, 0 to 255, up to which two pictures are taken for the same.</summary>
    public const double LargestDifference = 14;

    private const int HashSide = 8;
    private const int Side = 16;

    private readonly byte[] _colours; // [Side, Side, 3]
    private readonly ulong _hash;
    private readonly ulong _mirroredHash; // of the picture with left and right exchanged

    public PictureFingerprint(Picture picture)
    {
        _colours = Reduction.Squash(picture, Side, Side);
        byte[] rgb = Reduction.Squash(picture, HashSide + 1, HashSide);
        for (int y = 0, bit = 0; y < HashSide; y++)
        {
            for (int x = 0; x < HashSide; x++, bit++)
            {
                int cell = y * (HashSide + 1) + x;
                int right = Grey(rgb, cell + 1);
                int left = Grey(rgb, cell);
                int mirroredBit = y * HashSide + HashSide - 1 - x;
                _hash |= (left < right ? 1UL : 0) << bit;
                _mirroredHash |= (right < left ? 1UL : 0) << mirroredBit;
            }
        }
    }

    /// <summary>Mean absolute difference, 0 to 255, of two pictures that look the same, else null.</summary>
    /// <param name="other">What this is compared with.</param>
    /// <param name="isMirrored">Compare with the other picture's mirror image.</param>
    public double? DifferenceFrom(PictureFingerprint other, bool isMirrored)
    {
        if (BitOperations.PopCount(_hash ^ (isMirrored ? other._mirroredHash : other._hash)) > MostHashBits)
        {
            return null;
        }

        int sum = 0;
        for (int row = 0; row < Side; row++)
        {
            for (int x = 0; x < Side; x++)
            {
                int mine = 3 * (row * Side + x);
                int others = 3 * (row * Side + (isMirrored ? Side - 1 - x : x));
                sum += Math.Abs(_colours[mine] - other._colours[others])
                    + Math.Abs(_colours[mine + 1] - other._colours[others + 1])
                    + Math.Abs(_colours[mine + 2] - other._colours[others + 2]);
            }
        }

        double difference = (double)sum / _colours.Length;
        return difference <= LargestDifference ? difference : null;
    }

    /// <summary>Brightness as the eye weighs it, 0 to 65,280.</summary>
    private static int Grey(byte[] rgb, int cell) => 77 * rgb[3 * cell] + 150 * rgb[3 * cell + 1] + 29 * rgb[3 * cell + 2];
}
