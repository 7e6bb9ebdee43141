// SPDX-License-Identifier: MIT
namespace Embedded.Devices;

/// <summary>How a board is wired; the members are those of firmware/App/BoardPins.cs.</summary>
internal sealed class BoardWiring
{
    public string Board { get; set; }

    public int StatusLed { get; set; } = -1;

    public bool IsStatusLedActiveLow { get; set; }

    public int FlashLed { get; set; } = -1;

    public bool IsFlashLedActiveLow { get; set; }

    public int CameraClockHz { get; set; }

    public int CameraOrientation { get; set; }

    public int CameraWarmUpFrames { get; set; }

    public int[] CameraPins { get; set; }
}
