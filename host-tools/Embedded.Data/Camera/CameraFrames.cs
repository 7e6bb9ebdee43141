// SPDX-License-Identifier: MIT
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Embedded.Device;
using Embedded.Vision;

namespace Embedded.Data.Camera;

/// <summary>
/// One simulated frame of each picture, to measure a network with: as many pixels as the network sees of what its board asks the
/// camera for, as if the picture filled them. What a picture becomes depends only on the seed and its file name, so it stays the same
/// when other pictures come or go. Safe for use by many threads at once.
/// </summary>
public sealed class CameraFrames
{
    private readonly ThreadLocal<CameraSimulation> _cameras;
    private readonly InputSpec _frame; // always in colour: a grey camera still has a coloured sensor
    private readonly long _seed;

    /// <param name="seed">Other seeds give other frames.</param>
    /// <param name="input">What the network takes.</param>
    /// <param name="settings">The ranges to draw from; null for the defaults.</param>
    /// <exception cref="ArgumentException">A setting lies outside of its limits.</exception>
    public CameraFrames(long seed, InputSpec input, CameraSettings? settings = null)
    {
        CameraSettings used = settings ?? new CameraSettings();
        used.Validate();
        _seed = seed;
        _frame = Seen(input);
        _cameras = new ThreadLocal<CameraSimulation>(() => new CameraSimulation(used, input.Channels == 1));
    }

    /// <summary>The shot that is taken of a file.</summary>
    /// <param name="name">Its path or name; folders do not count.</param>
    public CameraShot ShotOf(string name) => _cameras.Value!.ShotOf(SeedOf(name));

    /// <summary>The frame of a picture.</summary>
    /// <param name="picture">Any size; it is cropped around its centre, and shrunk or enlarged.</param>
    /// <param name="name">Its path or name; folders do not count.</param>
    public Frame Of(Picture picture, string name) => _cameras.Value!.Run(PictureFrames.ToInput(picture, _frame), SeedOf(name));

    /// <summary>The largest part of a board's frame that has the network's aspect.</summary>
    private static InputSpec Seen(InputSpec input)
    {
        CameraFormat format = CameraFormat.For(input);
        bool isWide = format.Width * input.Height > format.Height * input.Width;
        int width = isWide ? format.Height * input.Width / input.Height : format.Width;
        int height = isWide ? format.Height : format.Width * input.Height / input.Width;
        return new InputSpec(Math.Max(1, height), Math.Max(1, width), 3, ResizeMethod.Area, null);
    }

    /// <summary>The first 8 bytes of the SHA-256 of seed, a slash and the name, big-endian.</summary>
    private ulong SeedOf(string name)
    {
        string text = FormattableString.Invariant($"{_seed}/{Path.GetFileName(name)}");
        return BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
