// SPDX-License-Identifier: MIT
using Embedded.Devices;

namespace Embedded.Native;

/// <summary>The virtual board's camera behind the declarations of firmware/Native.</summary>
public static class NativeCamera
{
    /// <summary>Everything went well.</summary>
    public const int Ok = 0;

    /// <summary>There will never be another frame: the pictures are at their end, or the run was cancelled.</summary>
    public const int NoMoreFrames = -1;

    /// <summary>Rows from the bottom up.</summary>
    public const int FlipVertical = 1;

    /// <summary>Left and right exchanged.</summary>
    public const int MirrorHorizontal = 2;

    /// <summary>Starts the sensor. Its pictures stand upright whatever <paramref name="orientation"/> says, and need no warm-up.</summary>
    public static int Open(int[] pins, int clockHz, int pixelFormat, int width, int height, int orientation, int warmUpFrames) =>
        Hardware.Call("NativeCamera.Open").Camera.Open(pins, clockHz, pixelFormat, width, height);

    /// <summary>Copies the next frame to <paramref name="pixels"/>.</summary>
    public static int Capture(byte[] pixels) => Hardware.Call("NativeCamera.Capture").Camera.Capture(pixels);

    /// <summary>Stops the sensor.</summary>
    public static void Close() => Hardware.Call("NativeCamera.Close").Camera.Close();
}
