// SPDX-License-Identifier: MIT
namespace Embedded.Boards;

/// <summary>Something that takes memory, and the memory that it is to fit into.</summary>
/// <param name="What">What takes it.</param>
/// <param name="Bytes">How much.</param>
/// <param name="Basis">Where <paramref name="Bytes"/> comes from.</param>
/// <param name="Where">What it is to fit into.</param>
/// <param name="RoomBytes">How much there is.</param>
/// <param name="Verdict">Whether it fits.</param>
/// <param name="Why">What the numbers are made of; one sentence without a full stop.</param>
public sealed record MemoryFigure(string What, long Bytes, FigureBasis Basis, string Where, long RoomBytes, FitVerdict Verdict, string Why);
