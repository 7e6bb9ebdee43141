// SPDX-License-Identifier: MIT
namespace Embedded.Data;

/// <summary>How much a simulated camera and the light change while it looks at one subject; each is one standard deviation.</summary>
/// <param name="Shift">Sideways and up and down, as a share of the picture's sides.</param>
/// <param name="Zoom">Nearer and farther, as a share of the distance.</param>
/// <param name="Brightness">Exposure, as a share of it.</param>
/// <param name="Noise">Of each value of each frame, in steps of 8 bits.</param>
public sealed record CameraMotion(float Shift, float Zoom, float Brightness, float Noise)
{
    /// <summary>A camera in the hand.</summary>
    public static CameraMotion HandHeld { get; } = new(0.03f, 0.03f, 0.05f, 4);

    /// <summary>A camera that stands still: only light and noise change.</summary>
    public static CameraMotion Fixed { get; } = new(0, 0, 0.02f, 4);
}
