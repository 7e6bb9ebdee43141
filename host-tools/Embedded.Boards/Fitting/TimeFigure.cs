// SPDX-License-Identifier: MIT
namespace Embedded.Boards;

/// <summary>A part of the time that a frame takes, or a number that such a part is computed from.</summary>
/// <param name="What">What it is.</param>
/// <param name="Value">The number.</param>
/// <param name="Unit">Its unit: "ms", "instructions", "cycles", "products", "MHz", "MB/s", "bytes".</param>
/// <param name="Basis">Where it comes from.</param>
/// <param name="Why">On what it was measured, or what was assumed; one sentence without a full stop.</param>
public sealed record TimeFigure(string What, double Value, string Unit, FigureBasis Basis, string Why);
