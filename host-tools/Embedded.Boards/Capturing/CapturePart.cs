// SPDX-License-Identifier: MIT
namespace Embedded.Boards;

/// <summary>A folder that captured pictures are added to.</summary>
/// <param name="Folder">Its path.</param>
/// <param name="Added">Pictures that were added.</param>
/// <param name="Total">Pictures that are there now, those of others among them.</param>
public sealed record CapturePart(string Folder, int Added, int Total);
