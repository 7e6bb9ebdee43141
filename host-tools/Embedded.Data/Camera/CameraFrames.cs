// SPDX-License-Identifier: MIT
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Embedded.Vision;

namespace Embedded.Data.Camera;

/// <summary>
/// One simulated frame of each picture, to measure with. What a picture becomes depends only on the seed and its file name, so it
/// stays the same when other pictures come or go. Safe for use by many threads at once.
/// </summary>
public sealed class CameraFrames
{
    /// <summary>Larger pictures are reduced by a whole factor while their shorter side keeps this many pixels, a QVGA frame's: small frames are noisier than large photographs.</summary>
    public const int FrameSide = 240;

    private readonly ThreadLocal<CameraSimulation> _cameras;
    private readonly long _seed;

    /// <param name="seed">Other seeds give other frames.</param>
    /// <param name="isGrey">The frames are for a grey network.</param>
    /// <param name="settings">The ranges to draw from; null for the defaults.</param>
    /// <exception cref="ArgumentException">A setting lies outside of its limits.</exception>
    public CameraFrames(long seed, bool isGrey = false, CameraSettings? settings = null)
    {
        CameraSettings used = settings ?? new CameraSettings();
        used.Validate();
        _seed = seed;
        _cameras = new ThreadLocal<CameraSimulation>(() => new CameraSimulation(used, isGrey));
    }

    /// <summary>The shot that is taken of a file.</summary>
    /// <param name="name">Its path or name; folders do not count.</param>
    public CameraShot ShotOf(string name) => _cameras.Value!.ShotOf(SeedOf(name));

    /// <summary>The frame of a picture.</summary>
    /// <param name="picture">Any size.</param>
    /// <param name="name">Its path or name; folders do not count.</param>
    public Frame Of(Picture picture, string name) => _cameras.Value!.Run(Reduced(picture).ToFrame(), SeedOf(name));

    private static Picture Reduced(Picture picture) => Reduction.Mean(picture, Math.Max(1, Math.Min(picture.Width, picture.Height) / FrameSide));

    /// <summary>The first 8 bytes of the SHA-256 of seed, a slash and the name, big-endian.</summary>
    private ulong SeedOf(string name)
    {
        string text = FormattableString.Invariant($"{_seed}/{Path.GetFileName(name)}");
        return BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
