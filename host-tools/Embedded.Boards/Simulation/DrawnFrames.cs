// SPDX-License-Identifier: MIT
using Embedded.Data;
using Embedded.Data.Synth;

namespace Embedded.Boards;

/// <summary>Drawn flowers without end, kind after kind, no picture twice; the camera wanders over each.</summary>
public sealed class DrawnFrames : IFrameSource
{
    private const int Side = 128;
    private const int Margin = 8; // pixels that the camera wanders to either side

    private readonly int _repeats;
    private readonly ulong _seed;
    private Picture? _picture;
    private int _count; // frames so far

    /// <param name="repeats">Frames a picture: how long the camera looks at each, at least 1.</param>
    /// <param name="seed">Another seed draws other flowers.</param>
    public DrawnFrames(int repeats, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(repeats, 1);
        _repeats = repeats;
        _seed = (ulong)seed;
    }

    /// <inheritdoc />
    public Picture? Next()
    {
        int number = _count / _repeats;
        int step = _count % _repeats;
        _count = (_count + 1) % (_repeats * SyntheticFlowers.FirstValidationIndex);
        if (step == 0 || _picture == null)
        {
            int kinds = SyntheticFlowers.Labels.Count;
            _picture = SyntheticFlowers.Draw(_seed, number % kinds, SyntheticFlowers.FirstValidationIndex + number / kinds, Side + 2 * Margin);
        }

        double angle = 2 * Math.PI * step / _repeats;
        return Cut(_picture, Margin + (int)Math.Round(Margin * Math.Cos(angle)), Margin + (int)Math.Round(Margin * Math.Sin(angle)));
    }

    private static Picture Cut(Picture picture, int left, int top)
    {
        var rgb = new byte[Side * Side * 3];
        for (int row = 0; row < Side; row++)
        {
            picture.Rgb.AsSpan(((top + row) * picture.Width + left) * 3, Side * 3).CopyTo(rgb.AsSpan(row * Side * 3));
        }

        return new Picture(Side, Side, rgb);
    }
}
