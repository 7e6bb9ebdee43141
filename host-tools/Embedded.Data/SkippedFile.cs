// SPDX-License-Identifier: MIT
namespace Embedded.Data;

/// <summary>A file that is not used.</summary>
/// <param name="Path">Relative to the data set, with forward slashes.</param>
/// <param name="Reason">Why, without a full stop: "the file ends early; it was cut off".</param>
public sealed record SkippedFile(string Path, string Reason);
