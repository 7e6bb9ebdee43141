// SPDX-License-Identifier: MIT
namespace Embedded.App;

/// <summary>How the board is wired: what boards/esp32-cam/board.json says, from which the tools write this file.</summary>
public static class BoardPins
{
    /// <summary>The board's folder in boards/.</summary>
    public const string Board = "esp32-cam";

    /// <summary>GPIO number of the status LED, -1 for none.</summary>
    public const int StatusLed = 33;

    /// <summary>The status LED lights when its pin is low.</summary>
    public const bool IsStatusLedActiveLow = true;

    /// <summary>GPIO number of the flash LED, -1 for none.</summary>
    public const int FlashLed = 4;

    /// <summary>The flash LED lights when its pin is low.</summary>
    public const bool IsFlashLedActiveLow = false;

    /// <summary>Frequency of the camera's clock.</summary>
    public const int CameraClockHz = 20000000;

    /// <summary>How the camera is mounted: 0, NativeCamera.FlipVertical, NativeCamera.MirrorHorizontal or their sum.</summary>
    public const int CameraOrientation = 0;

    /// <summary>Frames that the sensor's exposure takes to settle.</summary>
    public const int CameraWarmUpFrames = 8;

    /// <summary>[16] The camera's pins in the order of NativeCamera.Open, -1 for one that is not connected.</summary>
    public static int[] Camera()
    {
        return new int[]
        {
            32, // power down
            -1, // reset
            0, // XCLK
            26, // SIOD
            27, // SIOC
            5, 18, 19, 21, 36, 39, 34, 35, // D0 to D7
            25, // VSYNC
            23, // HREF
            22, // PCLK
        };
    }
}
