// SPDX-License-Identifier: MIT
namespace Embedded.Data;

/// <summary>How far a pass over many pictures is. Reports may arrive from several threads and out of order.</summary>
/// <param name="Done">Pictures finished.</param>
/// <param name="Total">Pictures in all.</param>
public readonly record struct DataProgress(int Done, int Total);
