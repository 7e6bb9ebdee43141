// SPDX-License-Identifier: MIT
namespace Embedded.Cli.Pipeline;

/// <summary>What a network says about the labels of a data set.</summary>
/// <param name="Network">The run or model, as typed.</param>
/// <param name="Learned">Which of the pictures it learned, in words.</param>
/// <param name="Pictures">How many were looked at.</param>
/// <param name="Disagreeing">Of how many of them the network says another class than their folder.</param>
/// <param name="Suspects">The worst of these, highest loss first.</param>
internal sealed record SuspectReport(string Network, string Learned, int Pictures, int Disagreeing, IReadOnlyList<Suspect> Suspects);
