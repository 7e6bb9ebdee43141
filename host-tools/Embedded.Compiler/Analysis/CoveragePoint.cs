// SPDX-License-Identifier: MIT
namespace Embedded.Compiler.Analysis;

/// <summary>What a threshold for "unknown" does to a set of frames.</summary>
/// <param name="Threshold">Per cent below which there is no answer.</param>
/// <param name="Frames">All frames.</param>
/// <param name="Answers">Frames that were given a class.</param>
/// <param name="Correct">Answers that are right.</param>
public readonly record struct CoveragePoint(int Threshold, int Frames, int Answers, int Correct)
{
    /// <summary>Answers that are wrong.</summary>
    public int FalseAlarms => Answers - Correct;

    /// <summary>Share of the frames with an answer, 0 to 1.</summary>
    public double Coverage => Ratio(Answers, Frames);

    /// <summary>Share of the answers that are right, 0 to 1; 0 if there are none.</summary>
    public double Accuracy => Ratio(Correct, Answers);

    /// <summary>Share of the frames with a wrong answer, 0 to 1.</summary>
    public double FalseAlarmRate => Ratio(FalseAlarms, Frames);

    /// <summary>One standard error of <see cref="FalseAlarmRate"/>, as if frames were independent.</summary>
    public double FalseAlarmError => Frames == 0 ? 0 : Math.Sqrt(FalseAlarmRate * (1 - FalseAlarmRate) / Frames);

    private static double Ratio(int part, int whole) => whole == 0 ? 0 : (double)part / whole;
}
