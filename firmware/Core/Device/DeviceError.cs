// SPDX-License-Identifier: MIT
namespace Embedded.Device;

/// <summary>What keeps a board from working, camera and model file apart; printed as B and the number. docs/console.md says what to do.</summary>
public static class DeviceError
{
    /// <summary>The firmware on the chip was built without the native part, so without camera and model slots, or with it but without the camera driver.</summary>
    public const int NoNativePart = 100;

    /// <summary>The model does not fit into the chip's memory.</summary>
    public const int OutOfMemory = 101;

    /// <summary>The model's input is no picture.</summary>
    public const int InputIsNoPicture = 102;

    /// <summary>The model's output is not a list of probabilities (int8, scale 1/256, zero point -128).</summary>
    public const int OutputIsNoProbability = 103;

    /// <summary>The native engine was asked to run a network that is closed.</summary>
    public const int NetworkIsClosed = 104;

    /// <summary>The native engine is running for another thread.</summary>
    public const int EngineIsBusy = 105;

    /// <summary>The native engine does not take the camera's frame.</summary>
    public const int FrameRefused = 106;

    /// <summary>No model could be opened, not even the one in the application; the lines before say why.</summary>
    public const int NoModel = 107;

    /// <summary>The model file in the board's file system cannot be read.</summary>
    public const int FileUnreadable = 108;

    /// <summary>Anything else: a defect of the program.</summary>
    public const int Unexpected = 199;
}
