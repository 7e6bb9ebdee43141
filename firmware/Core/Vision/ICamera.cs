// SPDX-License-Identifier: MIT
namespace Embedded.Vision;

/// <summary>Where frames come from: the OV2640 on a board, a folder of pictures on a PC.</summary>
public interface ICamera
{
    /// <summary>Waits for one fresh frame.</summary>
    /// <returns>The frame, valid until the next call; null when there will never be another one (a folder has an end, a sensor has none).</returns>
    /// <exception cref="CameraException">This frame could not be had; the next call may succeed.</exception>
    Frame Capture();
}
