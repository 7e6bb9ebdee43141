// SPDX-License-Identifier: MIT
using Embedded.Devices;

namespace Embedded.Boards;

/// <summary>What <see cref="BoardPinsSource"/> writes for a real board, for the application on a virtual one.</summary>
internal static class VirtualWiring
{
    public static BoardWiring Of(BoardDescriptor board)
    {
        LedDescriptor? status = board.Led("status");
        LedDescriptor? flash = board.Led("flash");
        return new BoardWiring
        {
            Board = board.Name,
            StatusLed = status?.Pin ?? -1,
            IsStatusLedActiveLow = status is { IsActiveLow: true },
            FlashLed = flash?.Pin ?? -1,
            IsFlashLedActiveLow = flash is { IsActiveLow: true },
            CameraClockHz = board.Camera.ClockHz,
            CameraOrientation = board.Camera.Orientation,
            CameraWarmUpFrames = board.Camera.WarmUpFrames,
            CameraPins = [.. board.Camera.Pins],
        };
    }
}
