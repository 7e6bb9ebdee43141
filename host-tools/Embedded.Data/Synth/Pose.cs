// SPDX-License-Identifier: MIT
using SkiaSharp;

namespace Embedded.Data.Synth;

/// <summary>How a flower head is turned to the camera.</summary>
internal static class Pose
{
    /// <summary>Leans a round head away from the camera in any direction: one direction of it is shortened.</summary>
    /// <param name="canvas">In the flower's coordinates; the caller restores it.</param>
    /// <param name="random">Decides direction and amount.</param>
    /// <param name="shortest">The least that is left of the shortened direction, above 0 to 1.</param>
    public static void Lean(SKCanvas canvas, SplitMix64 random, float shortest)
    {
        float direction = random.Between(0, 180);
        float amount = random.Unit();
        canvas.RotateDegrees(direction);
        canvas.Scale(1, 1 - (1 - shortest) * amount * amount);
        canvas.RotateDegrees(random.Between(0, 360) - direction);
    }
}
