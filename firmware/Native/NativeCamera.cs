// SPDX-License-Identifier: MIT
using System.Runtime.CompilerServices;

namespace Embedded.Native;

/// <summary>
/// The camera driver in the firmware. Null arrays are refused with ArgumentNullException, a list of pins or a number outside its
/// range with ArgumentOutOfRangeException. Every call throws NotSupportedException on a firmware without the native part, and Open also
/// on one that has it without the camera driver.
/// The declarations are frozen: any change asks for a newly built firmware.
/// </summary>
public static class NativeCamera
{
    /// <summary>Everything went well.</summary>
    public const int Ok = 0;

    /// <summary>There will never be another frame; only the camera of a virtual board says so.</summary>
    public const int NoMoreFrames = -1;

    /// <summary>Rows from the bottom up; a value of <see cref="Open"/>'s orientation.</summary>
    public const int FlipVertical = 1;

    /// <summary>Left and right exchanged; a value of <see cref="Open"/>'s orientation.</summary>
    public const int MirrorHorizontal = 2;

    /// <summary>Starts the sensor, passes over frames until its exposure has settled, and takes memory for one frame.</summary>
    /// <remarks>There is one camera: while it is open, a second call returns CameraError.AlreadyOpen and changes nothing.</remarks>
    /// <param name="pins">[16] GPIO numbers, -1 for a pin that is not connected: power down, reset, XCLK, SIOD, SIOC, D0 to D7, VSYNC, HREF, PCLK.</param>
    /// <param name="clockHz">Frequency of XCLK.</param>
    /// <param name="pixelFormat">A value of Embedded.Vision.PixelFormat.</param>
    /// <param name="width">Pixels a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="orientation">0, <see cref="FlipVertical"/>, <see cref="MirrorHorizontal"/> or their sum.</param>
    /// <param name="warmUpFrames">Frames to pass over, 0 to 100.</param>
    /// <returns><see cref="Ok"/>, <see cref="NoMoreFrames"/> or a value of Embedded.Vision.CameraError.</returns>
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern int Open(int[] pins, int clockHz, int pixelFormat, int width, int height, int orientation, int warmUpFrames);

    /// <summary>Waits for a frame that begins after the call and copies it to <paramref name="pixels"/>; CameraError.NotOpen without <see cref="Open"/>.</summary>
    /// <param name="pixels">[height, width] pixels of the format that <see cref="Open"/> was given, or more bytes; the pixels come first.</param>
    /// <returns><see cref="Ok"/>, <see cref="NoMoreFrames"/> or a value of Embedded.Vision.CameraError.</returns>
    /// <exception cref="System.ArgumentOutOfRangeException">The array is too short.</exception>
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern int Capture(byte[] pixels);

    /// <summary>Stops the sensor and frees its memory; harmless if it is not open.</summary>
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void Close();
}
