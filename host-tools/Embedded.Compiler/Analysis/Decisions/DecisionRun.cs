// SPDX-License-Identifier: MIT
using Embedded.Decision;

namespace Embedded.Compiler.Analysis.Decisions;

/// <summary>What a board with certain settings says to frames: the firmware's own <see cref="Decider"/> runs on their outputs.</summary>
internal static class DecisionRun
{
    /// <summary>The most probable class of the smoothed outputs after each frame of one sequence, with its per cent; confidences are left out.</summary>
    /// <param name="outputs">[frames][classes] int8 probabilities.</param>
    /// <param name="label">The true class, <see cref="Prediction.None"/> for none.</param>
    /// <param name="smoothing">Frames that are averaged.</param>
    public static IEnumerable<FrameOutcome> Outcomes(IEnumerable<sbyte[]> outputs, int label, int smoothing)
    {
        Decider? decider = null;
        foreach (sbyte[] output in outputs)
        {
            decider ??= new Decider(new DecisionSettings { Smoothing = smoothing }, output.Length);
            Prediction prediction = decider.Decide(output, 0);
            yield return new FrameOutcome(label, prediction.Top, double.NaN, prediction.TopPercent);
        }
    }

    /// <summary>The answer, a class or <see cref="Prediction.None"/> for "unknown", after each frame.</summary>
    /// <param name="outputs">[frames][classes] int8 probabilities of what the camera sees one after the other.</param>
    /// <param name="threshold">Per cent below which there is no answer.</param>
    /// <param name="smoothing">Frames that are averaged.</param>
    public static int[] Answers(IReadOnlyList<sbyte[]> outputs, int threshold, int smoothing)
    {
        var decider = new Decider(new DecisionSettings { Smoothing = smoothing, Threshold = threshold }, outputs[0].Length);
        return [.. outputs.Select(output => decider.Decide(output, 0).Class)];
    }
}
