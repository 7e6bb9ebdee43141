// SPDX-License-Identifier: MIT
namespace Embedded.Boards;

/// <summary>A frame that became a picture.</summary>
/// <param name="Path">The file.</param>
/// <param name="Frame">The frame, and the prediction for it.</param>
/// <param name="Mean">Mean grey, 0 to 255.</param>
/// <param name="Difference">Mean absolute difference to the picture before, 0 to 255; 255 for the first.</param>
public sealed record CapturedPicture(string Path, CollectedFrame Frame, double Mean, double Difference);
