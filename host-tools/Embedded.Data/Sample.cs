// SPDX-License-Identifier: MIT
namespace Embedded.Data;

/// <summary>One labelled picture file.</summary>
/// <param name="Path">Relative to the data set, with forward slashes: class/name.jpg.</param>
/// <param name="FullPath">What to open.</param>
/// <param name="Label">Index into <see cref="Dataset.Labels"/>.</param>
public sealed record Sample(string Path, string FullPath, int Label);
