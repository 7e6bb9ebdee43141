// SPDX-License-Identifier: MIT
using Embedded.Compiler.Quantization;

namespace Embedded.Cli.Pipeline;

/// <summary>The methods that were tried and what they reached on the integer engine.</summary>
/// <param name="Float">The float network on the same pictures.</param>
/// <param name="Trials">In the order in which they were tried.</param>
/// <param name="IsJudgedApart">True if other pictures judged than those that calibrated.</param>
/// <param name="IsSearched">True if all methods were tried, false if one was asked for.</param>
/// <param name="Training">The command that trains with quantization in mind; null for a network from elsewhere.</param>
internal sealed record MethodTable(NetworkScore Float, IReadOnlyList<MethodTrial> Trials, bool IsJudgedApart, bool IsSearched, string? Training)
{
    private const double Acceptable = 0.003; // of all pictures
    private const double AcceptableDisagreement = 0.02; // of all pictures

    /// <summary>The network as it was written.</summary>
    public NetworkScore Final => Trials.Last(trial => trial.IsKept).Score;

    /// <summary>What is still lost, as a share of all pictures: accuracy, or agreement with the float network where the classes are unknown.</summary>
    public double Lost => Float.Share - Final.Share;

    /// <summary>True if more is lost than chance explains: some pictures always change sides.</summary>
    public bool IsMuchLost => Lost > (Float.Correct is null ? AcceptableDisagreement : Acceptable)
        && Float.Right - Final.Right > Math.Max(2, 2 * Math.Sqrt(Final.Pictures - Final.Agreeing));

    /// <summary>True if all methods were tried and quantization-aware training may bring back what is lost.</summary>
    public bool IsTrainingAdvised => IsSearched && IsMuchLost;
}
