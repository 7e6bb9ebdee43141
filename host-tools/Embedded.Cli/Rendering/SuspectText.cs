// SPDX-License-Identifier: MIT
using Embedded.Cli.Pipeline;

namespace Embedded.Cli.Rendering;

/// <summary>Suspects in words.</summary>
internal static class SuspectText
{
    /// <summary>"rose -> tulip 97 %".</summary>
    public static string Claim(Suspect suspect) => FormattableString.Invariant($"{suspect.Label} -> {suspect.Predicted} {100 * suspect.Confidence:0} %");

    /// <summary>Whether a picture was learned.</summary>
    public static string Learned(bool heldOut) => heldOut ? "held out" : "learned";
}
