// SPDX-License-Identifier: MIT
namespace Embedded.Boards;

/// <summary>How a verification ended.</summary>
/// <param name="Verdict">What it came to.</param>
/// <param name="Reason">One sentence with a remedy where nothing could be told, or where the model is another one; else empty.</param>
/// <param name="Notes">What whoever reads the result should know besides.</param>
/// <param name="Report">What was found out about the frames.</param>
/// <param name="BoardCrc">CRC-32 of the model that the board runs; null if its boot was not heard.</param>
/// <param name="ModelCrc">CRC-32 of the model that was compared with.</param>
/// <param name="TornFrames">Frames with a lost or damaged line of their bytes; those whose trace alone was damaged were passed over too.</param>
/// <param name="UnfinishedFrames">Frames whose lines broke off because the board was reset, the connection was lost or the recording cut.</param>
public sealed record VerifyOutcome(
    VerifyVerdict Verdict, string Reason, IReadOnlyList<string> Notes, VerifyReport Report, uint? BoardCrc, uint ModelCrc, int TornFrames, int UnfinishedFrames);
