// SPDX-License-Identifier: MIT
namespace Embedded.Data;

/// <summary>Readable pictures of one class.</summary>
public sealed record ClassCount(string Label, int Pictures);
