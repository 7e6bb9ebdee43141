// SPDX-License-Identifier: MIT
using Embedded.Vision;

namespace Embedded.Boards;

/// <summary>The camera of a board.</summary>
public sealed record CameraDescriptor
{
    /// <summary>Names of <see cref="Pins"/>, in the order of NativeCamera.Open.</summary>
    public static IReadOnlyList<string> PinNames { get; } =
        ["powerDown", "reset", "xclk", "siod", "sioc", "d0", "d1", "d2", "d3", "d4", "d5", "d6", "d7", "vsync", "href", "pclk"];

    /// <summary>The sensor's type.</summary>
    public required string Sensor { get; init; }

    /// <summary>Frequency of XCLK.</summary>
    public required int ClockHz { get; init; }

    /// <summary>How it is mounted: 0, NativeCamera.FlipVertical, NativeCamera.MirrorHorizontal or their sum.</summary>
    public required int Orientation { get; init; }

    /// <summary>Frames that the sensor's exposure takes to settle.</summary>
    public required int WarmUpFrames { get; init; }

    /// <summary>[16] GPIO number of each of <see cref="PinNames"/>, -1 if it is not connected.</summary>
    public required IReadOnlyList<int> Pins { get; init; }

    /// <summary>Frames that the board can take without compression, smallest area first.</summary>
    public required IReadOnlyList<FrameSize> FrameSizes { get; init; }

    /// <summary>Pixel formats that the board can take.</summary>
    public required IReadOnlyList<PixelFormat> Formats { get; init; }
}
