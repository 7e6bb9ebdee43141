// SPDX-License-Identifier: MIT
namespace Embedded.Data;

/// <summary>Two files of different bytes that show the same picture: stored again, a little cropped or scaled, or mirrored.</summary>
/// <param name="First">Relative to the folder that was checked.</param>
/// <param name="Second">Relative to the folder that was checked.</param>
/// <param name="Difference">Mean absolute difference of both at 16 x 16 colours, 0 to 255.</param>
/// <param name="IsMirrored">Left and right are exchanged.</param>
/// <param name="AcrossClasses">The picture has two labels: at least one is wrong.</param>
/// <param name="AcrossParts">One is trained on, the other measured on: the accuracy will look better than it is.</param>
public sealed record NearDuplicate(string First, string Second, double Difference, bool IsMirrored, bool AcrossClasses, bool AcrossParts);
