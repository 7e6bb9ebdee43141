// SPDX-License-Identifier: MIT
using System.Globalization;

namespace Embedded.Boards;

/// <summary>The one source file of the application that says how a board is wired, written from the board's description.</summary>
public static class BoardPinsSource
{
    /// <summary>The name of the file in firmware/App.</summary>
    public const string FileName = "BoardPins.cs";

    /// <summary>C# 10 without anything that .NET nanoFramework lacks; lines end in \n.</summary>
    public static string Of(BoardDescriptor board)
    {
        LedDescriptor? status = board.Led("status");
        LedDescriptor? flash = board.Led("flash");
        string[] pins = [.. board.Camera.Pins.Select(pin => pin.ToString(CultureInfo.InvariantCulture))];
        return $$"""
            // SPDX-License-Identifier: MIT
            namespace Embedded.App;

            /// <summary>How the board is wired: what boards/{{board.Name}}/board.json says, from which the tools write this file.</summary>
            public static class BoardPins
            {
                /// <summary>The board's folder in boards/.</summary>
                public const string Board = "{{board.Name}}";

                /// <summary>GPIO number of the status LED, -1 for none.</summary>
                public const int StatusLed = {{Pin(status)}};

                /// <summary>The status LED lights when its pin is low.</summary>
                public const bool IsStatusLedActiveLow = {{IsActiveLow(status)}};

                /// <summary>GPIO number of the flash LED, -1 for none.</summary>
                public const int FlashLed = {{Pin(flash)}};

                /// <summary>The flash LED lights when its pin is low.</summary>
                public const bool IsFlashLedActiveLow = {{IsActiveLow(flash)}};

                /// <summary>Frequency of the camera's clock.</summary>
                public const int CameraClockHz = {{board.Camera.ClockHz.ToString(CultureInfo.InvariantCulture)}};

                /// <summary>How the camera is mounted: 0, NativeCamera.FlipVertical, NativeCamera.MirrorHorizontal or their sum.</summary>
                public const int CameraOrientation = {{board.Camera.Orientation.ToString(CultureInfo.InvariantCulture)}};

                /// <summary>Frames that the sensor's exposure takes to settle.</summary>
                public const int CameraWarmUpFrames = {{board.Camera.WarmUpFrames.ToString(CultureInfo.InvariantCulture)}};

                /// <summary>[16] The camera's pins in the order of NativeCamera.Open, -1 for one that is not connected.</summary>
                public static int[] Camera()
                {
                    return new int[]
                    {
                        {{pins[0]}}, // power down
                        {{pins[1]}}, // reset
                        {{pins[2]}}, // XCLK
                        {{pins[3]}}, // SIOD
                        {{pins[4]}}, // SIOC
                        {{string.Join(", ", pins[5..13])}}, // D0 to D7
                        {{pins[13]}}, // VSYNC
                        {{pins[14]}}, // HREF
                        {{pins[15]}}, // PCLK
                    };
                }
            }

            """.ReplaceLineEndings("\n");
    }

    private static string Pin(LedDescriptor? led) => (led?.Pin ?? -1).ToString(CultureInfo.InvariantCulture);

    private static string IsActiveLow(LedDescriptor? led) => led is { IsActiveLow: true } ? "true" : "false";
}
