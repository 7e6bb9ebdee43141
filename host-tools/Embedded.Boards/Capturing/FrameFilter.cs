// SPDX-License-Identifier: MIT
using System.Security.Cryptography;
using Embedded.Data;
using Embedded.Vision;

namespace Embedded.Boards;

/// <summary>
/// Passes over frames that teach a network nothing. Frames are measured after the one preprocessing, as 16x16 grey values of 0 to
/// 255: black is a mean below <see cref="BlackMean"/>, similar is a mean absolute difference to the last kept frame below a threshold.
/// </summary>
/// <param name="similar">Mean absolute difference in steps of grey below which a frame is similar; 0 keeps all but equal ones.</param>
public sealed class FrameFilter(double similar)
{
    /// <summary>Steps of grey below which the mean of a frame is black.</summary>
    public const int BlackMean = 8;

    /// <summary>A threshold that passes over a still scene: noise of single pixels is averaged away, moving things are not.</summary>
    public const double DefaultSimilar = 2;

    private const int Side = 16;

    private readonly InputSpec _spec = new(Side, Side, 1, ResizeMethod.Area, null);
    private readonly HashSet<string> _kept = [];
    private sbyte[]? _last; // thumbnail of the last kept frame

    /// <summary>Mean grey of the last frame that was judged, 0 to 255.</summary>
    public double Mean { get; private set; }

    /// <summary>Mean absolute difference of the last frame that was judged to the one kept before it; 255 for the first.</summary>
    public double Difference { get; private set; }

    /// <summary>A picture that is there already: a frame with its pixels is the same.</summary>
    public void Know(Picture picture) => _kept.Add(Hash(picture));

    /// <summary>Judges a frame; one that is kept counts for those after it.</summary>
    public FrameJudgement Judge(Frame frame)
    {
        var thumbnail = new sbyte[Side * Side];
        new Preprocessor(_spec).Run(frame, thumbnail, 0);
        Mean = thumbnail.Average(value => value + 128.0);
        Difference = _last == null ? 255 : thumbnail.Zip(_last, (one, other) => Math.Abs(one - other)).Average();
        if (Mean < BlackMean)
        {
            return FrameJudgement.Black;
        }

        string hash = Hash(PictureFrames.From(frame));
        if (_kept.Contains(hash))
        {
            return FrameJudgement.Same;
        }

        if (Difference < similar)
        {
            return FrameJudgement.Similar;
        }

        _kept.Add(hash);
        _last = thumbnail;
        return FrameJudgement.Kept;
    }

    private static string Hash(Picture picture) => $"{picture.Width}x{picture.Height} {Convert.ToHexString(SHA256.HashData(picture.Rgb))}";
}
