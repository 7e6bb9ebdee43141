// SPDX-License-Identifier: MIT
using Embedded.Devices;

namespace Embedded.App;

/// <summary>How the running virtual board is wired. A real board's application has these numbers built in: firmware/App/BoardPins.cs.</summary>
internal static class BoardPins
{
    public static string Board => Wiring.Board;

    public static int StatusLed => Wiring.StatusLed;

    public static bool IsStatusLedActiveLow => Wiring.IsStatusLedActiveLow;

    public static int FlashLed => Wiring.FlashLed;

    public static bool IsFlashLedActiveLow => Wiring.IsFlashLedActiveLow;

    public static int CameraClockHz => Wiring.CameraClockHz;

    public static int CameraOrientation => Wiring.CameraOrientation;

    public static int CameraWarmUpFrames => Wiring.CameraWarmUpFrames;

    private static BoardWiring Wiring => Hardware.Current.Wiring;

    public static int[] Camera() => (int[])Wiring.CameraPins.Clone();
}
