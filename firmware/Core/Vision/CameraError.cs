// SPDX-License-Identifier: MIT
namespace Embedded.Vision;

/// <summary>Why there is no frame; printed as C and the number. docs/console.md says what to do.</summary>
public static class CameraError
{
    /// <summary>No camera answers on its control bus.</summary>
    public const int NotFound = 100;

    /// <summary>The camera answers but sends no frame in time.</summary>
    public const int Timeout = 101;

    /// <summary>A frame came with too few bytes.</summary>
    public const int TornFrame = 102;

    /// <summary>The camera does not have this frame size or pixel format.</summary>
    public const int UnsupportedFormat = 103;

    /// <summary>The driver has no memory for a frame.</summary>
    public const int NoMemory = 104;

    /// <summary>The camera is a sensor that the driver does not know.</summary>
    public const int WrongSensor = 105;

    /// <summary>A frame of this size needs external memory, and the chip found none.</summary>
    public const int NoPsram = 106;

    /// <summary>The camera is open already.</summary>
    public const int AlreadyOpen = 107;

    /// <summary>The camera is not open.</summary>
    public const int NotOpen = 108;

    /// <summary>The driver failed in another way.</summary>
    public const int Other = 199;
}
